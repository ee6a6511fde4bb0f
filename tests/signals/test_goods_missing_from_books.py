"""Goods that the books cannot account for, careless counts, and what stands beside them."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.goods_missing_from_books import read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_a_careless_dealer_is_held_against_its_own_carelessness() -> None:
    ours = market()
    p = read(ours.channel()).p_value[~ours.careful, 12:]
    assert p.size > 200
    assert np.mean(p < 0.01) < 0.05


def test_a_declared_move_leaves_no_gap() -> None:
    ours = market()
    dealer, other = ours.plain, ours.neighbour(ours.plain)
    moved = ours.more(dealer, 26, 0.3)
    ours.bought[dealer] += moved
    ours.moved_out[dealer] += moved
    ours.moved_in[other] += moved
    ours.reported[other] += moved
    p = read(ours.channel()).p_value
    assert (p[[dealer, other], 26:] > 0.01).all()


def test_books_that_a_liar_keeps_in_order_say_nothing() -> None:
    ours = market()
    ours.invents(ours.plain, ours.more(ours.plain, 26, 0.8))
    assert (read(ours.channel()).p_value[ours.plain, 26:] > 0.01).all()


def test_goods_kept_out_of_the_count_are_missing() -> None:
    ours = market()
    dealer = ours.plain
    hidden = ours.more(dealer, 26, 0.2)
    ours.hoards(dealer, hidden, told=False)
    ours.audited[dealer, 29] = ours.claimed[dealer, 29] + hidden[:30].sum()
    reading = read(ours.channel())
    told = {name: values[dealer, 30] for name, values in reading.figures.items()}
    assert (reading.p_value[dealer, 27:31] < 0.001).all()
    assert told["units"] == pytest.approx(hidden[31 - told["months"] : 31].sum(), rel=0.2)
    assert told["due"] - told["change"] == pytest.approx(told["units"])
    assert told["received"] - told["reported"] == pytest.approx(told["due"])
    assert told["audited"] == pytest.approx(hidden[:30].sum())


def test_sales_without_a_report_show_in_the_scans() -> None:
    ours = market()
    dealer = ours.plain
    sold = ours.more(dealer, 26, 1.0)
    ours.bought[dealer] += sold
    ours.is_scanned(dealer, sold)
    told = read(ours.channel()).figures
    assert told["scanned"][dealer, 30] == pytest.approx(1.0, abs=0.4)
    assert (told["scanned"][dealer, 12:24] == 0).all()
    assert (told["audited"][dealer] == 0).all()


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.hoards(ours.plain, ours.more(ours.plain, 18, 0.3), told=False)
    assert_sees_no_later_month(read, ours)


@pytest.mark.parametrize("table", ["stock", "sell_out"])
def test_without_its_tables_it_judges_nobody(table: str) -> None:
    assert np.isnan(read(market(dealers=12).channel(table)).p_value).all()
