"""Four kinds of dealer: by rank and by steady earning."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.balance.verified import Verified
from steelyard.report.glance import concentration
from steelyard.settings import Settings
from steelyard.tiers import TIERS, tiers
from tests.panels import panel


def _steady(count: int) -> dict[str, list[float]]:
    return {f"D{i:03d}": [1000.0 - i] * 12 for i in range(count)}


def test_a_channel_of_one_has_one_key_dealer() -> None:
    assert tiers(panel({"D": [5.0] * 12}), Settings()).tier.tolist() == ["key"]


def test_a_hundred_dealers_make_the_pyramid() -> None:
    found = tiers(panel(_steady(100)), Settings())
    counts = {name: int((found.tier == name).sum()) for name in TIERS}
    assert counts == {"key": 1, "major": 4, "ordinary": 15, "small": 80}


def test_the_largest_is_not_key_when_its_months_swing() -> None:
    amounts = _steady(100)
    amounts["D000"] = [0.0] * 11 + [50_000.0]
    found = tiers(panel(amounts), Settings())
    assert found.tier[0] == "major"
    assert found.unsteady[0]
    assert found.tier[1] == "key"


def test_where_nobody_is_steady_the_first_stays_key() -> None:
    swinging = {f"D{i}": [0.0] * 11 + [1000.0 - i] for i in range(5)}
    found = tiers(panel(swinging), Settings())
    assert found.tier[0] == "key"
    assert found.unsteady[0]


def test_two_months_of_history_say_nothing_about_steadiness() -> None:
    found = tiers(panel({"D": [0.0] * 10 + [5.0, 5.0], "E": [1.0] * 12}), Settings())
    assert np.isinf(found.stability[0])
    assert found.tier.tolist() == ["major", "key"]


def test_profit_ranks_where_every_cost_is_known() -> None:
    amounts = {"A": [100.0] * 12, "B": [90.0] * 12}
    cost = np.array([[99.0] * 12, [10.0] * 12])
    found = tiers(panel(amounts, cost_amount=cost), Settings())
    assert found.tier.tolist() == ["major", "key"]
    assert found.paper_rank.tolist() == [1, 2]
    assert found.profit.tolist() == pytest.approx([12.0, 960.0])


def test_trade_spend_comes_off_the_profit() -> None:
    spent = np.full((1, 12), 2.0)
    cost = np.full((1, 12), 60.0)
    found = tiers(panel({"A": [100.0] * 12}, cost_amount=cost, claims_paid=spent), Settings())
    assert found.profit.tolist() == pytest.approx([456.0])


def test_one_unknown_cost_ranks_everybody_by_sell_in() -> None:
    cost = np.array([[99.0] * 12, [np.nan] * 12])
    found = tiers(panel({"A": [100.0] * 12, "B": [90.0] * 12}, cost_amount=cost), Settings())
    assert found.tier.tolist() == ["key", "major"]
    assert not found.ranked_by_profit.any()


def test_without_any_cost_nobody_has_a_profit() -> None:
    amounts = {"A": [100.0] * 12, "B": [0.0] * 12}
    uncosted = np.array([[np.nan] * 12, [0.0] * 12])
    assert np.isnan(tiers(panel(amounts, cost_amount=uncosted), Settings()).profit).all()


def test_levels_are_ranked_apart() -> None:
    amounts = {"A": [100.0] * 12, "B": [900.0] * 12}
    found = tiers(panel(amounts, level={"B": 2}), Settings())
    assert found.paper_rank.tolist() == [1, 1]


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=60))
def test_every_channel_that_buys_has_a_key_dealer_and_every_rank_once(sizes: list[float]) -> None:
    amounts = {f"D{i:03d}": [size] * 12 for i, size in enumerate(sizes)}
    found = tiers(panel(amounts), Settings())
    assert (found.tier == "key").any() == any(sizes)
    assert sorted(found.paper_rank.tolist()) == list(range(1, len(sizes) + 1))
    assert found.active.sum() == np.count_nonzero(sizes)


def _with_many_that_left(active: int, left: int) -> dict[str, list[float]]:
    """Return a channel in which most bought much, once, more than a year ago."""
    bought = {f"A{i:03d}": [0.0] + [1000.0 - i] * 12 for i in range(active)}
    return {**bought, **{f"L{i:03d}": [90_000.0] + [0.0] * 12 for i in range(left)}}


def test_who_bought_nothing_for_a_year_is_small_and_not_counted() -> None:
    found = tiers(panel(_with_many_that_left(100, 400)), Settings())
    counts = {name: int((found.tier == name).sum()) for name in TIERS}
    assert counts == {"key": 1, "major": 4, "ordinary": 15, "small": 80 + 400}
    assert found.active.tolist() == [True] * 100 + [False] * 400
    assert set(found.of_dealers.tolist()) == {100}
    assert found.paper_rank[:100].tolist() == list(range(1, 101))
    assert set(found.tier[100:].tolist()) == {"small"}


def test_returns_alone_are_no_sell_in() -> None:
    found = tiers(panel({"A": [5.0] * 12, "B": [0.0] * 11 + [-3.0]}), Settings())
    assert found.active.tolist() == [True, False]
    assert found.tier.tolist() == ["key", "small"]


def test_nobody_is_unsteady_for_a_place_that_was_not_in_reach() -> None:
    found = tiers(panel({"A": [5.0] * 12, "B": [0.0] * 12}), Settings())
    assert found.unsteady.tolist() == [False, False]


def test_a_cost_missing_at_a_dealer_that_left_takes_the_profit_from_nobody() -> None:
    cost = np.array([[99.0] * 12, [10.0] * 12, [np.nan] * 12])
    bought = {"A": [100.0] * 12, "B": [90.0] * 12, "C": [0.0] * 12}
    found = tiers(panel(bought, cost_amount=cost), Settings())
    assert found.tier.tolist() == ["major", "key", "small"]
    assert found.ranked_by_profit.tolist() == [True, True, False]


def test_later_months_move_nobody_at_an_earlier_one() -> None:
    whole = panel({"A": [5.0] * 12 + [0.0] * 12, "B": [0.0] * 12 + [9.0] * 12})
    assert tiers(whole.until(12), Settings()).active.tolist() == [True, False]
    assert tiers(whole, Settings()).active.tolist() == [False, True]


def test_what_rounding_leaves_of_a_full_return_is_no_sell_in() -> None:
    """0.1 + 0.2 - 0.3 is not zero in doubles."""
    amounts = {"A": [100.0] * 13, "B": [5.0] + [0.1, 0.2, -0.3] + [0.0] * 9}
    made = panel(amounts)
    found = tiers(made, Settings())
    assert found.active.tolist() == [True, False]
    assert (found.amount[1], found.tier[1], found.stability[1]) == (0.0, "small", np.inf)
    assert concentration(made, 12).dealers == 1


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=11), st.integers(0, 10**11))
def test_a_full_return_is_no_sell_in_whatever_was_bought(cents: list[int], before: int) -> None:
    row = [before / 100, *(c / 100 for c in cents), -sum(cents) / 100]
    made = panel({"A": [1.0] * 13, "B": row + [0.0] * (13 - len(row))})
    assert not tiers(made, Settings()).active[1]
    assert concentration(made, 12).dealers == 1


def _verified(rows: list[list[float]]) -> Verified:
    sold = np.array(rows)
    return Verified(sold, 0.9 * sold, 1.1 * sold, np.zeros(sold.shape))


def test_without_witnesses_nobody_has_a_true_rank() -> None:
    found = tiers(panel(_steady(3)), Settings())
    assert found.true_rank.tolist() == [0, 0, 0]
    assert np.isnan(found.verified).all()


def test_the_true_rank_goes_by_what_was_verified_on_the_level() -> None:
    made = panel({"A": [50.0] * 14, "B": [40.0] * 14, "C": [30.0] * 14}, level={"C": 2})
    sold = _verified([[9e9, 9e9] + [10.0] * 12, [20.0] * 14, [5.0] * 14])
    found = tiers(made, Settings(), sold)
    assert found.paper_rank.tolist() == [1, 2, 1]
    assert found.true_rank.tolist() == [2, 1, 1]
    assert found.of_verified.tolist() == [2, 2, 1]
    assert found.verified.tolist() == [120.0, 240.0, 60.0]


def test_who_is_hardly_verified_or_buys_no_more_has_no_true_rank() -> None:
    made = panel({"A": [50.0] * 12, "B": [40.0] * 12, "C": [0.0] * 12, "N": [0.0] * 8 + [9.0] * 4})
    nan = float("nan")
    sold = [
        [nan] * 3 + [10.0] * 9,
        [nan] * 4 + [10.0] * 8,
        [10.0] * 12,
        [nan] * 8 + [10.0] * 4,
    ]
    found = tiers(made, Settings(), _verified(sold))
    # Nine months of twelve are enough, and the others count as their mean; a newcomer's all.
    assert found.true_rank.tolist() == [1, 0, 0, 2]
    assert found.verified[[0, 3]].tolist() == [120.0, 40.0]
