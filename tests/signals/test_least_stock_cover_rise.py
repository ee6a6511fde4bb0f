"""The least stock cover within three months, and the rhythm of orders."""

from __future__ import annotations

import numpy as np

from steelyard.signals import stock_cover_rise
from steelyard.signals.least_stock_cover_rise import read
from tests.markets import Market, assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def _every_third_month_from(ours: Market, dealer: int, first: int) -> None:
    """Let the dealer change to one large order every third month, sold off in between."""
    for month in range(first, ours.shape[1]):
        ours.claimed[dealer, month] += ours.reported[dealer, month] * (1.5 - (month - first) % 3)


def test_silent_when_a_dealer_changes_to_large_orders() -> None:
    ours = market()
    dealer = ours.plain
    _every_third_month_from(ours, dealer, 26)
    least = read(ours.channel()).departure[:, dealer, 28:31].max(axis=0)
    plain = stock_cover_rise.read(ours.channel()).departure[:, dealer, 28:31].max(axis=0)
    assert (least < 2).all()
    assert plain.max() > 2


def test_goods_that_stay_raise_the_least() -> None:
    ours = market()
    dealer = ours.plain
    ours.hoards(dealer, ours.more(dealer, 26, 0.8))
    reading = read(ours.channel())
    assert (reading.p_value[dealer, 29:32] < 0.01).all()
    assert (reading.effect[dealer, 29:32] > np.log(1.5)).all()
    assert (reading.figures["cover"] >= reading.figures["before"])[dealer, 29:32].all()


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.hoards(ours.plain, ours.more(ours.plain, 18, 0.8))
    assert_sees_no_later_month(read, ours)
