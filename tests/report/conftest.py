"""A made-up channel, its tables, and the page and workbook written from them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from steelyard.report import ReportInputs, write_report
from steelyard.report.case import CaseTeller
from steelyard.report.chart_library import ECHARTS
from steelyard.report.page import render
from steelyard.report.voice import Voice
from steelyard.verdicts.findings import Findings
from tests.report import channel_made_up


@pytest.fixture(scope="session")
def found() -> Findings:
    return channel_made_up.findings()


@pytest.fixture(scope="session")
def given(found: Findings) -> ReportInputs:
    return channel_made_up.inputs(found)


@pytest.fixture
def teller(found: Findings, given: ReportInputs) -> CaseTeller:
    return CaseTeller(found, given, Voice("zh", "元"))


@pytest.fixture(autouse=True)
def no_library_needed(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a stub for the chart library, except where a browser draws with the real one."""
    if "browser" not in request.keywords and "chart_library" not in request.node.name:
        monkeypatch.setattr("steelyard.report.page.chart_library", lambda: "/* stub */")


@pytest.fixture
def pages(found: Findings, given: ReportInputs) -> dict[str, str]:
    return {language: render(found, given, language) for language in ("zh", "en")}


BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def browser(in_ci: bool) -> Iterator[Any]:
    def absent(what: str) -> None:
        if in_ci:
            pytest.fail(what)
        pytest.skip(what)

    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        absent("Chromium is not on the path")
    if not ECHARTS.is_file():
        absent("the chart library has not been built: python assets/build.py")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("the package playwright is not installed")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def files(
    browser: Any, found: Findings, given: ReportInputs, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("report")
    for language in ("zh", "en"):
        write_report(found, given, folder / f"{language}.html", language)
    return {language: folder / f"{language}.html" for language in ("zh", "en")}


@pytest.fixture
def opened(browser: Any, files: dict[str, Path]) -> Iterator[Any]:
    """Open a view of the page; anything loaded or complained of fails the test."""
    trouble: list[str] = []
    context = browser.new_context(viewport={"width": 1366, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.on("request", lambda r: trouble.append(r.url) if not r.url.startswith("file:") else None)

    def open_at(view: str = "glance", language: str = "zh") -> Any:
        page.goto(f"{files[language].as_uri()}#{view}")
        return page

    yield open_at
    context.close()
    assert trouble == []
