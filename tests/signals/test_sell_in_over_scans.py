"""Goods bought that the market did not see, and purchases that come in lumps."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.sell_in_over_scans import read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_when_what_was_bought_is_scanned() -> None:
    ours = market()
    dealer = ours.plain
    ours.grows(dealer, ours.more(dealer, 20, 1.0))
    assert (read(ours.channel()).p_value[dealer, 22:] > 0.01).all()


def test_who_orders_every_third_month_has_no_rise_after_an_order() -> None:
    ours = market()
    rare = np.flatnonzero((ours.bought == 0).sum(axis=1) > 18)
    p = read(ours.channel()).p_value[rare, 12:]
    assert rare.size > 5
    assert np.mean(p < 0.01) < 0.02


def test_a_new_dealer_fills_its_warehouse_first() -> None:
    ours = market()
    dealer = ours.plain
    for values in (ours.bought, ours.reported, ours.claimed, ours.scans[:, 0], ours.scans[:, 1]):
        values[dealer, :20] = 0
    ours.scans[dealer, :, :21] = 0
    ours.bought[dealer, 20] *= 4
    p = read(ours.channel()).p_value[dealer, 20:]
    assert (p[~np.isnan(p)] > 0.01).all()
    assert np.isnan(p[:4]).all()


def test_goods_that_nobody_wants_are_bought_and_not_scanned() -> None:
    ours = market()
    dealer = ours.plain
    pushed = ours.more(dealer, 26, 0.8)
    ours.hoards(dealer, pushed, told=False)
    reading = read(ours.channel())
    assert (reading.p_value[dealer, 28:32] < 0.005).all()
    assert reading.effect[dealer, 30] == pytest.approx(np.log(1.8), abs=0.2)
    held = int(reading.figures["months"][dealer, 30])
    units = reading.figures["units"][dealer, 30]
    assert units == pytest.approx(pushed[31 - held : 31].sum(), rel=0.3)
    assert reading.amount_in_question[dealer, 30] == pytest.approx(10 * units / held)


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.hoards(ours.plain, ours.more(ours.plain, 18, 0.8))
    assert_sees_no_later_month(read, ours)
