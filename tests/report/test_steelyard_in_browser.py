"""The picture of claimed against verified in a real browser."""

from __future__ import annotations

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
