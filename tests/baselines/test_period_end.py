"""The share that a period's end took, and what orders of unlike size leave to chance."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.baselines.period_end import last_days, last_month, like_orders
from steelyard.baselines.periods import closes_period
from tests.channels import drawn, order, ordinary

ALL = np.ones(6, dtype=np.bool_)


def test_nine_small_orders_beside_a_giant_are_little_more_than_one() -> None:
    lines = order(0, 0, 900.0, day=30)
    for day in range(1, 10):
        lines = lines + order(0, 0, 10.0, day=day)
    world = drawn([[0.0] * 6, [0.0] * 6]).with_orders(lines + order(1, 0, 10.0))
    like = like_orders(world.channel().panel, ALL, 1)
    assert 1 < like[0, 0] < 1.3
    assert like[1, 0] == 1
    assert like[1, 1] == 0


def test_equal_orders_leave_nothing_to_their_sizes() -> None:
    channel = drawn([[400.0] * 6] * 3).channel()  # four equal orders a month
    np.testing.assert_allclose(last_days(channel.panel, ALL).unlike, 0.0, atol=1e-12)
    quarter = _quarter(channel)
    np.testing.assert_allclose(quarter.unlike[:, 2], 0.0, atol=1e-12)
    np.testing.assert_allclose(quarter.share[:, 2], 1 / 3)


def test_figures_lead_back_to_their_shares() -> None:
    channel = ordinary(30, 6, seed=3).channel()
    for end in (last_days(channel.panel, ALL), _quarter(channel)):
        known = ~np.isnan(end.share)
        assert known.any()
        np.testing.assert_allclose(end.share_of(end.figure)[known], end.share[known], atol=1e-9)


def test_an_incomplete_month_has_no_end() -> None:
    channel = drawn([[400.0] * 6] * 3).channel()
    end = last_days(channel.panel, np.arange(6) < 5)
    assert np.isnan(end.share[:, 5]).all()
    assert end.share[0, 4] == pytest.approx(0.25)


def _quarter(channel):
    panel = channel.panel
    return last_month(panel, panel.sell_in_amount, closes_period(panel, 3), 3, channel.half_order)
