"""Takes the README's picture: `python docs/take_picture.py REPORT.html PICTURE.png`.

It shows the top of the report at laptop width, in the Chromium that is installed.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

WIDTH, HEIGHT = 1366, 860
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def take(report: Path, picture: Path) -> None:
    """Write the picture of the report's first screen."""
    browser_path = next((found for found in map(shutil.which, BROWSERS) if found), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(report.resolve().as_uri())
        page.wait_for_timeout(1500)
        page.screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]), Path(sys.argv[2]))
