"""The page in a real browser: no network, no error, and it can be worked with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from steelyard.report import ReportInputs, write_report
from steelyard.verdicts.findings import Findings
from steelyard.words import numbers
from tests.report import channel_made_up

pytestmark = pytest.mark.browser


def _expected(of: Any) -> Any:
    """Return what waits until it holds, without a script that the page's policy would refuse."""
    from playwright.sync_api import expect

    return expect(of)


def _ready_table(page: Any) -> None:
    page.wait_for_selector("#grid tbody tr[data-dealer]")


def _cells(page: Any, name: str) -> list[str]:
    at = page.locator("#grid thead th").evaluate_all(
        "(heads, name) => heads.findIndex((h) => h.dataset.column === name)", name
    )
    return page.locator("#grid tbody tr[data-dealer]").evaluate_all(
        "(rows, at) => rows.map((r) => r.children[at].title)", at
    )


def _number(shown: str) -> float:
    """Return the number that a person reads there."""
    return float(shown.replace(",", "").replace("−", "-"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("view", ["glance", "dealer-2", "table", "quality", "unjudged"])
def test_every_view_opens_without_network_or_error(opened: Any, view: str, language: str) -> None:
    page = opened(view, language)
    assert page.locator("section.shown").get_attribute("id") == view
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


LONG = (
    "HY-VEE WINE & SPIRITS / MUSCATINE AND SURROUNDINGS",
    "华东大区江苏苏南片区无锡江阴市鼎盛恒泰万家供应链管理股份有限公司第二分公司",
    "SUPERCALIFRAGILISTICEXPIALIDOCIOUSWHOLESALE-AND-RETAIL-1234567890",
)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [360, 400])
def test_a_phone_shows_long_names_without_scrolling_sideways(
    browser: Any, tmp_path: Path, width: int, language: str
) -> None:
    found, given = channel_made_up.with_names(LONG)
    write_report(found, given, tmp_path / "r.html", language)
    page = browser.new_page(viewport={"width": width, "height": 800})
    for view in ("glance", "dealer-1", "dealer-2", "table", "quality", "unjudged"):
        page.goto(f"{(tmp_path / 'r.html').as_uri()}#{view}")
        page.reload()
        assert page.evaluate("document.documentElement.scrollWidth") == width, view
    page.goto((tmp_path / "r.html").as_uri() + "#quality")
    counts = page.locator("#quality .wide td.num")
    assert counts.count() > 4
    ends = counts.evaluate_all("cells => cells.map((c) => c.getBoundingClientRect().right)")
    assert max(ends) <= width  # nothing is cut off at the right
    files = page.locator("#quality .wide td:nth-child(2)")
    widths = files.evaluate_all("cells => cells.map((c) => c.clientWidth)")
    assert min(widths) > width / 2
    page.goto((tmp_path / "r.html").as_uri() + "#glance")
    signals = page.locator("#glance .figures td:not(.num)")
    assert signals.count() > 2
    thinnest = min(signals.evaluate_all("cells => cells.map((c) => c.clientWidth)"))
    sums = page.locator("#queue .sum").evaluate_all("all => all.map((s) => s.clientWidth)")
    assert max(sums) < 0.4 * width  # the name beside it wants the rest
    assert thinnest > 50  # a column of single letters is no column
    page.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_salespeople_are_read_without_broken_words_and_their_tab_is_in_sight(
    browser: Any,
    found: Findings,
    given: ReportInputs,
    tmp_path: Path,
    width: int,
    language: str,
) -> None:
    people = channel_made_up.salespeople(*(f"韩经理{n:02d}" for n in range(8)), "Wang")
    write_report(found, replace(given, salespeople=people), tmp_path / "r.html", language)
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((tmp_path / "r.html").as_uri() + "#people")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    tab = page.locator("nav a[aria-current]").bounding_box()
    assert tab["x"] >= 0
    assert tab["x"] + tab["width"] <= width
    heads = page.locator("#people thead th:visible")
    lines = heads.evaluate_all("all => all.map((h) => h.getClientRects()[0].height)")
    assert not lines or max(lines) < 40  # one line each
    folded = page.locator("#people details:not([open])")
    before = page.locator("#people small:visible").count()
    folded.first.locator("summary").click()
    assert page.locator("#people small:visible").count() > before
    page.close()


def test_hostile_names_are_inert_and_shown_as_text(opened: Any) -> None:
    page = opened("dealer-1")
    assert "pwned" not in page.title()
    assert "document.title" in page.locator("section.shown h1").inner_text()
    assert page.locator("img").count() == 0


def test_pictures_are_drawn_once_their_view_is_seen(opened: Any) -> None:
    page = opened("glance")
    assert page.locator("#curve svg").count() == 1
    assert page.locator(".picture svg").count() == 0
    page.locator("#queue a").nth(1).click()
    page.wait_for_selector("section.shown .picture svg")
    assert page.locator("section.shown").get_attribute("id") == "dealer-2"


def test_keys_walk_through_the_queue_and_the_dealers(opened: Any) -> None:
    page = opened("glance")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#dealer-2.shown")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#dealer-3.shown")
    page.keyboard.press("/")
    page.wait_for_selector("#table.shown")
    page.wait_for_selector("#search:focus")


def test_the_table_opens_at_the_reports_month_and_its_numbers_are_the_tables(
    opened: Any, given: ReportInputs
) -> None:
    page = opened("table")
    _ready_table(page)
    amounts = {
        r["dealer_id"]: r["sell_in_amount"]
        for r in given.monthly.to_pylist() if r["month"] == given.as_of
    }  # fmt: skip
    shown = dict(zip(_cells(page, "dealer_id"), _cells(page, "sell_in_amount"), strict=True))
    assert len(shown) > 20
    for dealer_id, exact in shown.items():
        assert _number(exact) == amounts[dealer_id]
    ordered = [_number(v) for v in shown.values()]
    assert ordered == sorted(ordered, reverse=True)


def test_filters_narrow_the_table_and_stand_in_the_address(
    opened: Any, given: ReportInputs
) -> None:
    page = opened("table")
    _ready_table(page)
    page.fill("#search", "D0071")
    assert set(_cells(page, "dealer_id")) == {"D0071"}
    page.select_option("#month", "")
    months = [r for r in given.monthly["dealer_id"].to_pylist() if r == "D0071"]
    assert page.locator("#grid tbody tr[data-dealer]").count() == len(months)
    page.select_option("#verdict", label="待核实")
    assert set(_cells(page, "verdict")) == {"待核实"}
    assert "q=D0071" in page.url
    page.reload()
    _ready_table(page)
    assert set(_cells(page, "dealer_id")) == {"D0071"}
    page.click("#clear")
    assert f"{given.monthly.num_rows:,} 行，共" in page.inner_text("#count")


def test_the_filters_find_every_listed_dealer_also_one_that_fell_silent(
    browser: Any, tmp_path: Path
) -> None:
    found, given = channel_made_up.fallen_silent()
    write_report(found, given, tmp_path / "r.html", "zh")
    page = browser.new_page()
    page.goto((tmp_path / "r.html").as_uri())
    listed = page.locator("#queue > li").count()
    page.goto((tmp_path / "r.html").as_uri() + "#table")
    _ready_table(page)
    page.select_option("#verdict", label="待核实")
    assert page.locator("#grid tr.watch").count() == listed
    page.fill("#search", channel_made_up.SILENT)
    assert _cells(page, "sell_in_amount") == ["0"]
    assert page.locator("#grid tbody td", has_text="▲ 待核实").count() == 1
    page.select_option("#month", "")
    assert _cells(page, "sell_in_amount").count("0") == 3
    page.close()


def test_nothing_that_fits_is_said(opened: Any) -> None:
    page = opened("table")
    _ready_table(page)
    page.fill("#search", "no such dealer")
    assert page.locator("#none").is_visible()


def test_a_head_sorts_both_ways_and_missing_values_stand_last(opened: Any) -> None:
    page = opened("table?month=")
    _ready_table(page)
    for direction in ("descending", "ascending"):
        page.click("th[data-column=amount_change_yoy] button")
        assert page.get_attribute("th[data-column=amount_change_yoy]", "aria-sort") == direction
        values = [_number(v.rstrip("%")) for v in _cells(page, "amount_change_yoy")]
        assert values == sorted(values, reverse=direction == "descending")


def test_scrolling_shows_the_rows_further_down(opened: Any) -> None:
    page = opened("table?month=")
    _ready_table(page)
    first = _cells(page, "dealer_id")[0]
    page.evaluate("document.getElementById('scroll').scrollTop = 1e6")
    rows = page.locator("#grid tbody tr[data-dealer]")
    _expected(rows.first).not_to_have_attribute("data-dealer", first)
    assert page.locator("#grid tbody tr[data-dealer]").count() < 120


def test_what_is_seen_is_exported_and_formulas_are_defused(opened: Any, tmp_path: Path) -> None:
    page = opened("table")
    _ready_table(page)
    page.fill("#search", "D0016")
    with page.expect_download() as download:
        page.click("#export")
    download.value.save_as(tmp_path / "seen.csv")
    lines = (tmp_path / "seen.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[0].startswith('"经销商","编号","月份"')
    assert lines[1].startswith("\"'=HYPERLINK")


def test_paper_gives_each_flagged_dealer_one_sheet(opened: Any, tmp_path: Path) -> None:
    page = opened("glance")
    pdf = page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    assert page.locator(".picture svg").count() == 4
    glance, dealers, rest = 2, 4, 1
    assert _sheets(pdf) == glance + dealers + rest


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_long_queue_takes_two_sheets_and_a_dealer_one(
    browser: Any, tmp_path: Path, language: str
) -> None:
    made = channel_made_up.panel()
    made.sell_in_amount[20:90:10, -1] *= 3
    found = channel_made_up.findings(made)
    write_report(found, channel_made_up.inputs(found), tmp_path / "r.html", language)
    page = browser.new_page()
    page.goto((tmp_path / "r.html").as_uri())
    dealers = page.locator("section.dealer").count()
    assert dealers >= 10
    assert _sheets(page.pdf(prefer_css_page_size=True)) <= 2 + dealers + 2
    page.close()


ONLY_DEALERS = "@media print { section.view:not(.dealer), footer { display: none !important; } }"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_dealer_with_one_signal_and_its_last_months_fits_on_one_sheet(
    browser: Any, found: Findings, tmp_path: Path, language: str
) -> None:
    raised = {"sales_jump": found.verdicts.raised["sales_jump"]}
    alone = replace(found, verdicts=replace(found.verdicts, raised=raised))
    write_report(alone, channel_made_up.inputs(alone), tmp_path / "r.html", language)
    page = browser.new_page()
    page.goto((tmp_path / "r.html").as_uri())
    page.add_style_tag(content=ONLY_DEALERS)
    dealers = page.locator("section.dealer.alone").count()
    assert dealers == page.locator("section.dealer").count() > 2
    assert _sheets(page.pdf(prefer_css_page_size=True)) == dealers
    page.close()


def _sheets(pdf: bytes) -> int:
    return pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page ")


def test_the_amount_in_question_is_written_above_the_bars(opened: Any) -> None:
    page = opened("dealer-1")
    page.wait_for_selector("section.shown .picture svg text")
    said = page.locator("section.shown .picture svg text").all_text_contents()
    assert any(text.startswith("▲ 涉及") for text in said)
    assert any(text.startswith("进货额（万元）") for text in said)


def test_no_mark_of_a_picture_is_cut_off(opened: Any) -> None:
    for view in ("dealer-1", "dealer-2", "glance"):
        page = opened(view)
        page.wait_for_selector("section.shown .chart svg text")
        cut = page.locator("section.shown .chart svg text").evaluate_all(
            """texts => texts.filter((t) => {
              const inner = t.getBoundingClientRect();
              const outer = t.closest("svg").getBoundingClientRect();
              return inner.left < outer.left - 1 || inner.right > outer.right + 1;
            }).map((t) => t.textContent)"""
        )
        assert cut == []


def test_a_shadow_says_that_the_table_goes_on(opened: Any) -> None:
    page = opened("table")
    _ready_table(page)
    page.wait_for_selector("#sheet.more")
    page.evaluate("document.getElementById('scroll').scrollLeft = 1e5")
    page.wait_for_selector("#sheet:not(.more)")


def test_no_arrow_stands_beside_nothing(opened: Any) -> None:
    page = opened("table")
    _ready_table(page)
    cells = page.locator("#grid tbody td.num").all_text_contents()
    assert any(cell.startswith("▲") for cell in cells)
    assert not [c for c in cells if c[:1] in ("▲", "▼") and not c.strip("▲▼ 0.%")]
    assert not [c for c in cells if c.startswith("−") and not c.strip("−0.%")]


def test_below_nothing_stands_a_minus_on_the_page_and_a_hyphen_in_the_export(
    browser: Any, tmp_path: Path
) -> None:
    made = channel_made_up.panel()
    made.sell_in_amount[3, -1] = -52_000.5
    found = channel_made_up.findings(made)
    write_report(found, channel_made_up.inputs(found), tmp_path / "r.html", "zh")
    page = browser.new_page(accept_downloads=True)
    page.goto((tmp_path / "r.html").as_uri() + "#table")
    _ready_table(page)
    page.fill("#search", "D0004")
    assert _cells(page, "sell_in_amount") == ["−52,000.5"]
    row = page.locator("#grid tbody tr[data-dealer]").inner_text()
    assert numbers.money(-52_000.5, "zh") in row
    with page.expect_download() as download:
        page.click("#export")
    download.value.save_as(tmp_path / "seen.csv")
    assert ",-52000.5," in (tmp_path / "seen.csv").read_text(encoding="utf-8-sig")
    page.close()


def test_a_short_list_leaves_no_empty_frame(opened: Any) -> None:
    page = opened("table")
    _ready_table(page)
    whole = page.locator("#scroll").bounding_box()["height"]
    page.fill("#search", "D0010")
    _expected(page.locator("#grid tbody tr[data-dealer]")).to_have_count(1)
    assert page.locator("#scroll").bounding_box()["height"] < 100 < whole


def test_an_id_is_not_shown_twice(opened: Any) -> None:
    """The dealer without a name is told by its id: once on the page, always in the export."""
    page = opened("table")
    _ready_table(page)
    page.fill("#search", "D0021")
    row = page.locator("#grid tbody tr[data-dealer=D0021]").first
    assert row.inner_text().count("D0021") == 1


def test_scripts_write_numbers_as_the_rest_of_the_report_does(opened: Any) -> None:
    page = opened("table")
    _ready_table(page)
    at = page.locator("#grid thead th").evaluate_all(
        "heads => heads.findIndex((h) => h.dataset.column === 'sell_in_amount')"
    )
    cells = page.locator("#grid tbody tr[data-dealer]").evaluate_all(
        "(rows, at) => rows.map((r) => [r.children[at].title, r.children[at].textContent])", at
    )
    for exact, shown in cells:
        assert shown == numbers.money(_number(exact), "zh")
