"""Order days from the bits, calendar periods, large dealers and what is worth a person's time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from steelyard.baselines.calendar import days_in_month, month_of_year
from steelyard.baselines.key_sized import LARGEST
from steelyard.baselines.materiality import materiality
from steelyard.baselines.order_days import order_days
from steelyard.baselines.periods import closes_period, over_period
from steelyard.baselines.rebate_steps import RebateSteps
from steelyard.settings import Settings
from tests.channels import drawn, order, ordinary


def test_days_and_gaps_are_those_of_the_orders() -> None:
    world = drawn([[0.0] * 3, [0.0] * 3])
    lines = order(0, 0, 5, 31) + order(0, 1, 5, 1) + order(0, 2, 5, 10) + order(1, 1, 5, 14)
    panel = world.with_orders(lines).channel().panel  # from January 2021
    days = order_days(panel)
    np.testing.assert_array_equal(days.gap, [np.nan, 1, 37, np.nan])
    np.testing.assert_array_equal(days.gap_count, [[0, 1, 1], [0, 0, 0]])
    np.testing.assert_array_equal(days.gap_days, [[0, 1, 37], [0, 0, 0]])
    first = np.datetime64("2021-01-31").astype(int)
    np.testing.assert_array_equal(
        days.last(), [[first, first + 1, first + 38], [np.nan, first + 14, first + 14]]
    )


def test_nobody_ordered() -> None:
    days = order_days(drawn([[0.0] * 3]).channel().panel)
    assert days.day.size == 0
    assert np.isnan(days.last()).all()


def test_the_calendar_of_the_panel() -> None:
    panel = drawn([[1.0] * 14], start=np.datetime64("2023-12", "M")).channel().panel
    assert month_of_year(panel)[:3].tolist() == [12, 1, 2]
    assert days_in_month(panel)[:3].tolist() == [31, 31, 29]


def test_only_whole_periods_close() -> None:
    panel = drawn([[1.0] * 14], start=np.datetime64("2023-02", "M")).channel().panel
    assert np.flatnonzero(closes_period(panel, 3)).tolist() == [4, 7, 10, 13]
    assert closes_period(panel, 1).all()
    assert not closes_period(panel, 12).any()
    np.testing.assert_array_equal(over_period(np.array([[1.0, np.nan, 3, 4]]), 3), [[1, 1, 4, 7]])


def test_the_largest_twentieth_is_watched_and_at_least_one() -> None:
    channel = ordinary(200, 24, seed=4).channel()
    assert channel.key_sized[:, 12:].sum(axis=0).tolist() == [int(LARGEST * 200)] * 12
    few = drawn([[10.0] * 6, [50.0] * 6, [20.0] * 6]).channel()
    np.testing.assert_array_equal(few.key_sized[:, 3], [False, True, False])
    assert not few.key_sized[:, 0].any()


def test_a_dealer_stays_large_while_it_is_silent() -> None:
    channel = drawn([[500.0] * 8 + [0.0] * 6, [100.0] * 14, [90.0] * 14]).channel()
    assert channel.key_sized[0, 8:].all()


def test_the_floor_is_a_share_of_the_usual_month_or_the_fixed_amount() -> None:
    panel = drawn([[600.0] * 6, [400.0] * 6]).channel().panel
    share = materiality(panel, Settings(materiality_share=0.01))
    assert share[0] == 0.0
    np.testing.assert_allclose(share[1:], 10.0)
    fixed = materiality(panel, Settings(materiality_share=0.01, materiality_amount=25.0))
    np.testing.assert_allclose(fixed, 25.0)


def test_a_schedule_can_be_cut_to_what_was_known() -> None:
    steps = RebateSteps(np.array([1.0]), np.array([3]), np.array([-1]), np.ones((1, 5), dtype=bool))
    assert steps.until(2).in_force.shape == (1, 2)
    assert replace(steps).threshold is steps.threshold
