"""The reasons of a tier, as codes and in words."""

from __future__ import annotations

from typing import Any

import numpy as np

from steelyard.balance.verified import Verified
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


def test_a_true_rank_stands_beside_the_one_on_paper() -> None:
    made = panel({"A": [5.0] * 12, "B": [4.0] * 12})
    sold = np.array([[1.0] * 12, [2.0] * 12])
    found = tiers(made, Settings(), Verified(sold, sold, sold, np.zeros(sold.shape)))
    row = tiers_table(made, found).to_pylist()[1]
    assert (row["paper_rank"], row["true_rank"]) == (2, 1)
    assert row["reasons"].endswith(";verified:1/2")
    assert "核实的终端销售" in row["reasons_zh"]
    assert "rank 1 of the 2 with verified sell-out" in row["reasons_en"]


def test_without_witnesses_the_true_rank_is_left_open() -> None:
    row = _rows({"A": [5.0] * 12})["A"]
    assert row["true_rank"] is None
    assert "verified" not in row["reasons"]
