"""The dealers called genuine: on the page and in the workbook, with the reason and its reach."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest

from steelyard.report import ReportInputs, write_report, write_workbook
from steelyard.report.case import CaseTeller
from steelyard.report.genuine import HIGH, SHOWN, genuine
from steelyard.report.page import render
from steelyard.report.voice import Voice
from steelyard.verdicts.findings import Findings
from steelyard.words import LANGUAGES, Language, catalogue
from tests.report import channel_made_up
from tests.report.test_claimed_against_verified import with_witnesses

LAST = 29
RISING, FALLING, YOUNG, HOSTILE = 3, 4, 11, 6


def _called(found: Findings, dealers: list[int]) -> Findings:
    """Return findings with witnesses in which these dealers are genuine in the last two months."""
    seen = with_witnesses(found)
    panel = seen.channel.panel
    sold = np.array(panel.sell_out_quantity, dtype=np.float64)
    sold[RISING, LAST - 2 :] = 3 * sold[RISING, LAST - 14 : LAST - 11]
    sold[FALLING, LAST - 2 :] = 0.5 * sold[FALLING, LAST - 14 : LAST - 11]
    verified = seen.channel.balance.verified
    channel = replace(seen.channel, panel=replace(panel, sell_out_quantity=sold))
    channel.balance.__dict__["verified"] = verified
    verdict, reason = (a.astype("<U13") for a in (seen.verdicts.verdict, seen.verdicts.reason))
    for words in (verdict, reason):
        words[dealers, LAST - 1 :] = "genuine"
    verdicts = replace(seen.verdicts, verdict=verdict, reason=reason)
    present = ("dealers", "scans", "sell_in", "sell_out", "stock")
    return replace(seen, channel=channel, verdicts=verdicts, tables_present=present)


def _teller(found: Findings, language: Language = "en") -> CaseTeller:
    return CaseTeller(found, channel_made_up.inputs(found), Voice(language, "元"))


def test_with_sell_in_alone_there_is_no_such_place(
    found: Findings, given: ReportInputs, tmp_path: Path
) -> None:
    assert genuine(_teller(found), LAST) == []
    assert 'id="genuine"' not in render(found, given, "en")
    write_workbook(found, given, tmp_path / "w.xlsx", "en")
    assert "Genuine" not in openpyxl.load_workbook(tmp_path / "w.xlsx").sheetnames


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nobody_is_called_so_it_is_said_what_it_takes(
    found: Findings, tmp_path: Path, language: Language
) -> None:
    nobody = _called(found, [])
    inputs = channel_made_up.inputs(nobody)
    said = catalogue("report", language)["genuine.none"].partition("{month}")[2]
    assert said in render(nobody, inputs, language)
    write_workbook(nobody, inputs, tmp_path / "w.xlsx", language)
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    assert said in book[catalogue("report", language)["sheet.genuine"]]["A1"].value


def test_who_sells_more_stands_first_with_why_and_how_small_a_lie_could_hide(
    found: Findings,
) -> None:
    called = genuine(_teller(_called(found, [FALLING, YOUNG, RISING])), LAST)
    assert [(one.place, one.dealer) for one in called] == [(1, RISING), (2, YOUNG), (3, FALLING)]
    assert called[0].rise == pytest.approx(2.0)
    assert called[2].rise == pytest.approx(-0.5)
    assert np.isnan(called[1].rise), "a dealer of nine months has no year before"
    assert [one.rises for one in called] == [True, False, False]
    assert {one.months for one in called} == {2}
    panel = found.channel.panel
    assert called[0].bought == pytest.approx(panel.sell_in_amount[RISING, LAST - 11 :].sum())
    for one in called:
        assert "could still go unseen" in one.said


def test_the_small_picture_fits_and_leaves_unknown_months_out(found: Findings) -> None:
    (one,) = genuine(_teller(_called(found, [YOUNG])), LAST)
    heights = [height for _, height in one.spark.bars]
    assert len(heights) == 24
    assert max(heights) <= HIGH
    assert heights[:15] == [0.0] * 15
    assert all(0 <= float(y) <= HIGH for y in re.findall(r",([\d.]+)", one.spark.line))


def test_the_first_month_of_all_has_no_year_before(found: Findings) -> None:
    seen = _called(found, [RISING])
    words = seen.verdicts.verdict.copy()
    words[RISING, 0] = "genuine"
    early = replace(seen, verdicts=replace(seen.verdicts, verdict=words, reason=words))
    (one,) = genuine(_teller(early), 0)
    assert np.isnan(one.rise)
    assert (one.months, len(one.spark.bars)) == (1, 1)


def test_of_many_the_page_shows_the_first_and_the_workbook_all(
    found: Findings, tmp_path: Path
) -> None:
    many = _called(found, list(range(71, 71 + SHOWN + 5)))
    inputs = channel_made_up.inputs(many)
    page = render(many, inputs, "en")
    assert page.count('id="genuine-') == SHOWN
    assert f"Listed here, the first of them: {SHOWN};" in page
    write_workbook(many, inputs, tmp_path / "w.xlsx", "en")
    sheet = openpyxl.load_workbook(tmp_path / "w.xlsx")["Genuine"]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    called = genuine(_teller(many), LAST)
    assert len(rows) == SHOWN + 5
    assert [row[1] for row in rows] == [f"D{one.dealer + 1:04d}" for one in called]
    assert [row[7] for row in rows] == [one.said for one in called]
    assert rows[0][4] == pytest.approx(called[0].bought)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_genuine_dealer_is_reached_from_the_month_and_from_the_table(
    browser: Any, found: Findings, tmp_path: Path, language: Language, width: int
) -> None:
    seen = _called(found, [FALLING, HOSTILE, RISING, *range(71, 85)])
    write_report(seen, channel_made_up.inputs(seen), tmp_path / "r.html", language)
    page = browser.new_page(viewport={"width": width, "height": 800})
    trouble: list[str] = []
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
    page.goto((tmp_path / "r.html").as_uri())
    page.click("#glance a[href='#genuine-1']")
    row = page.locator("#genuine-1")
    assert row.is_visible()
    assert row.locator("polyline").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("nav a[aria-current]").get_attribute("href") == "#genuine"
    page.goto(f"{(tmp_path / 'r.html').as_uri()}#table?q=D{FALLING + 1:04d}")
    page.click("#grid tbody a")
    page.wait_for_selector("#genuine.shown")
    place = next(o.place for o in genuine(_teller(seen), LAST) if o.dealer == FALLING)
    assert page.evaluate("location.hash") == f"#genuine-{place}"
    box = page.locator(f"#genuine-{place}").bounding_box()
    head = page.locator("header.top").bounding_box()
    assert 0 <= box["y"] < 800
    if width > 640:  # the head stays in sight and must not hide the row
        assert box["y"] >= head["y"] + head["height"]
    page.close()
    assert trouble == []


@pytest.mark.browser
def test_on_paper_the_list_begins_below_its_title_and_breaks_between_dealers(
    browser: Any, found: Findings, tmp_path: Path
) -> None:
    seen = _called(found, list(range(71, 71 + SHOWN)))
    write_report(seen, channel_made_up.inputs(seen), tmp_path / "r.html", "en")
    page = browser.new_page()
    page.goto(f"{(tmp_path / 'r.html').as_uri()}#genuine")
    page.emulate_media(media="print")
    for what, wanted in (("#genuine .card", "auto"), ("#genuine-1", "avoid")):
        style = "element => getComputedStyle(element).breakInside"
        assert page.locator(what).evaluate(style) == wanted
    page.close()
