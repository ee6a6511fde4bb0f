"""On a phone the queue is a short list first, which one button unfolds; elsewhere it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from steelyard.report import write_report
from steelyard.words import LANGUAGES, catalogue
from tests.report import channel_made_up

pytestmark = pytest.mark.browser

SHORT = 10
"""So many dealers stand in the short list."""


@pytest.fixture(scope="module")
def long_queues(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a report with some thirty listed dealers in each language."""
    made = channel_made_up.panel(dealers=130)
    made.sell_in_amount[:60:2, -1] *= 9
    found = channel_made_up.findings(made)
    folder = tmp_path_factory.mktemp("long")
    for language in LANGUAGES:
        path = folder / f"{language}.html"
        write_report(found, channel_made_up.inputs(found), path, language)
    return {language: folder / f"{language}.html" for language in LANGUAGES}


@pytest.fixture
def at_width(browser: Any, long_queues: dict[str, Path]) -> Iterator[Callable[..., Any]]:
    trouble: list[str] = []
    opened: list[Any] = []

    def open_at(width: int, language: str = "zh", **more: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 844}, **more)
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda e: trouble.append(str(e)))
        page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
        page.goto(long_queues[language].as_uri())
        return page

    yield open_at
    for context in opened:
        context.close()
    assert trouble == []


def _seen(page: Any, what: str) -> int:
    return sum(one.is_visible() for one in page.locator(f"#queue {what}").all())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_shows_a_short_list_of_names_and_sums_first(
    at_width: Callable[..., Any], language: str
) -> None:
    page = at_width(390, language)
    whole = page.locator("#queue > li").count()
    assert whole > 25
    assert _seen(page, "> li") == SHORT
    assert _seen(page, ".who") == _seen(page, ".verdict") == _seen(page, ".sum > b") == SHORT
    assert _seen(page, ".said") == _seen(page, ".next") == 1, "the first to verify stands whole"
    assert page.locator("#queue").bounding_box()["height"] < 2 * 844
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_button_is_pressed_by_key_says_its_state_and_keeps_the_focus(
    at_width: Callable[..., Any], language: str
) -> None:
    page, words = at_width(390, language), catalogue("report", language)
    whole = page.locator("#queue > li").count()
    named = words["glance.unfold"].format(count=whole)
    button = page.get_by_role("button", name=named, exact=True)
    assert button.get_attribute("aria-controls") == "queue"
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    page.keyboard.press("Enter")
    assert _seen(page, "> li") == _seen(page, ".said") == _seen(page, ".next") == whole
    folded = page.get_by_role("button", name=words["glance.fold"], exact=True)
    assert folded.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.activeElement.id") == "unfold"
    page.keyboard.press("Space")
    assert _seen(page, "> li") == SHORT
    assert button.get_attribute("aria-expanded") == "false"


def test_a_name_of_the_short_list_opens_its_page_and_keys_stay_in_the_list(
    at_width: Callable[..., Any],
) -> None:
    page = at_width(390)
    for _ in range(SHORT + 3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#dealer-{SHORT}.shown")
    assert page.locator(f"#dealer-{SHORT} .evidence").first.is_visible()


def test_a_wide_screen_paper_and_a_page_without_scripts_have_the_whole_list(
    at_width: Callable[..., Any],
) -> None:
    page = at_width(1366)
    whole = page.locator("#queue > li").count()
    assert _seen(page, "> li") == _seen(page, ".said") == whole
    assert not page.locator("#unfold").is_visible()
    phone = at_width(390)
    phone.emulate_media(media="print")
    assert _seen(phone, "> li") == whole
    assert not phone.locator("#unfold").is_visible()
    silent = at_width(390, java_script_enabled=False)
    assert _seen(silent, "> li") == _seen(silent, ".said") == whole
    assert not silent.locator("#unfold").is_visible()
