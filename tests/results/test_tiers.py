"""The reasons of a tier, as codes and in words."""

from __future__ import annotations

from typing import Any

from steelyard.results.tiers import tiers_table
from steelyard.settings import Settings
from steelyard.tiers import tiers
from tests.panels import panel


def _rows(amounts: dict[str, list[float]]) -> dict[str, dict[str, Any]]:
    made = panel(amounts)
    rows = tiers_table(made, tiers(made, Settings())).to_pylist()
    return {row["dealer_id"]: row for row in rows}


def test_who_bought_nothing_for_a_year_has_that_reason_and_no_rank_in_words() -> None:
    row = _rows({"A": [0.0] + [5.0] * 12, "B": [9.0] + [0.0] * 12})["B"]
    assert row["tier"] == "small"
    assert row["reasons"] == "inactive:12"
    assert row["reasons_zh"] == "近 12 个月没有净进货，列为小客户，不占分层名额"
    assert row["reasons_en"].startswith("no net sell-in in 12 months")


def test_a_rank_is_said_among_those_that_buy() -> None:
    rows = _rows({"A": [5.0] * 12, "B": [4.0] * 12, "C": [0.0] * 12})
    assert rows["B"]["reasons"] == "rank:2/2;by:sell_in;cv:0.00"
    assert "2 家中排第 2" in rows["B"]["reasons_zh"]
    assert "rank 2 of the 2 on its level" in rows["B"]["reasons_en"]
