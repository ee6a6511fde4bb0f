"""The picture of claimed against verified in a real browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from steelyard.report import write_report
from steelyard.verdicts.findings import Findings
from tests.report import channel_made_up
from tests.report.test_claimed_against_verified import DEALER, with_witnesses

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_steelyard_is_drawn_and_opens_as_a_table(
    browser: Any, found: Findings, tmp_path: Path, language: Any
) -> None:
    seen = with_witnesses(found)
    rank = next(c.rank for c in channel_made_up.cases(seen) if c.dealer == DEALER)
    write_report(seen, channel_made_up.inputs(seen), tmp_path / "report.html", language)
    page = browser.new_page(viewport={"width": 400, "height": 900})
    trouble: list[str] = []
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.goto(f"{(tmp_path / 'report.html').as_uri()}#dealer-{rank}")
    page.wait_for_selector("section.shown .weighing svg")
    assert page.locator("section.shown .weighing svg path[fill='var(--blue)']").count() >= 2
    assert page.locator("section.shown .weighing").get_attribute("aria-label")
    page.click("section.shown .steelyard-table summary")
    page.wait_for_selector("section.shown .steelyard-table table")
    row = page.locator("section.shown .steelyard-table tbody tr").first
    assert row.locator("th").inner_text() == "2025-06 ▲"
    claimed = seen.channel.panel.sell_out_quantity
    assert claimed is not None
    assert float(row.locator("td").nth(1).inner_text().replace(",", "")) == round(
        claimed[DEALER, 29]
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
    assert trouble == []


def test_without_witnesses_no_steelyard_is_drawn(opened: Any) -> None:
    page = opened("dealer-1")
    assert page.locator("section.shown .weighing").count() == 0
    assert "消费者扫码" in page.locator("section.shown .steelyard").inner_text()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_shows_what_the_headline_is_made_of_without_moving_the_table(
    browser: Any, found: Findings, tmp_path: Path, language: Any
) -> None:
    write_report(found, channel_made_up.inputs(found), tmp_path / "report.html", language)
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{(tmp_path / 'report.html').as_uri()}#dealer-1")
    shown = page.locator("section.shown .recent tbody tr").first.locator("td")
    (case,) = (c for c in channel_made_up.cases(found) if c.rank == 1)
    exact = [float(t.split()[0].replace(",", "")) for t in shown.locator("span").evaluate_all(
        "all => all.slice(0, 2).map((n) => n.title)")]  # fmt: skip
    assert exact == pytest.approx([case.amount, case.amount], abs=0.01)
    for column in range(2):
        box = shown.nth(column).bounding_box()
        assert box["x"] + box["width"] <= 390
    page.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_laptop_shows_the_last_months_whole(
    browser: Any, found: Findings, tmp_path: Path, language: Any
) -> None:
    began = found.verdicts.since.copy()
    verdicts = found.verdicts
    listed = verdicts.verdict[:, -1] == "watch"
    began[listed, -1] -= 20
    kind, amount, added = (a.copy() for a in (
        verdicts.amount_kind, verdicts.amount_since, verdicts.amount_added))  # fmt: skip
    for earlier in range(2, 21):  # a matter of twenty months, with a line for those not shown
        kind[listed, -earlier], added[listed, -earlier] = kind[listed, -1], 1e7
    amount[listed, -1] += 19e7
    old = replace(verdicts, since=began, amount_kind=kind, amount_since=amount, amount_added=added)
    told = replace(found, verdicts=old)
    write_report(told, channel_made_up.inputs(told), tmp_path / "report.html", language)
    page = browser.new_page(viewport={"width": 1366, "height": 844})
    page.goto(f"{(tmp_path / 'report.html').as_uri()}#dealer-1")
    card = page.locator("section.shown .recent")
    assert card.locator("tbody th[colspan]").count() == 2
    assert card.evaluate("card => card.scrollWidth <= card.clientWidth")
    page.close()
