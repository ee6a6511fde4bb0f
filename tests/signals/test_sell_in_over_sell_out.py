"""Goods bought beyond what the dealer says it sold, and honest growth."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.sell_in_over_sell_out import read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_when_sales_grow_with_purchases() -> None:
    ours = market()
    dealer = ours.plain
    ours.grows(dealer, ours.more(dealer, 20, 1.0))
    assert (read(ours.channel()).p_value[dealer, 22:] > 0.01).all()


def test_two_months_without_a_report_are_no_surplus() -> None:
    ours = market()
    dealer = ours.plain
    ours.reported[dealer, 24:26] = np.nan
    assert (read(ours.channel()).p_value[dealer, 24:] > 0.01).all()


def test_goods_that_pile_up_were_bought_and_not_sold() -> None:
    ours = market()
    dealer = ours.plain
    pushed = ours.more(dealer, 26, 0.8)
    ours.hoards(dealer, pushed)
    reading = read(ours.channel())
    assert (reading.p_value[dealer, 28:32] < 0.005).all()
    held = int(reading.figures["months"][dealer, 30])
    told = {name: values[dealer, 30] for name, values in reading.figures.items()}
    assert told["units"] == pytest.approx(pushed[31 - held : 31].sum(), rel=0.3)
    assert told["bought"] - told["units"] == pytest.approx(told["expected"])


def test_it_cannot_see_sales_that_were_invented() -> None:
    ours = market()
    ours.invents(ours.plain, ours.more(ours.plain, 26, 0.8))
    assert (read(ours.channel()).p_value[ours.plain, 26:] > 0.01).all()


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.hoards(ours.plain, ours.more(ours.plain, 18, 0.8))
    assert_sees_no_later_month(read, ours)
