"""Scans that fall short of reported sales, and honest dealers of whom there are few or more."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.scan_shortfall import SIGNAL, read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_when_a_dealer_grows_and_is_scanned_as_ever() -> None:
    ours = market()
    dealer = ours.plain
    ours.grows(dealer, ours.more(dealer, 24, 0.8))
    assert (read(ours.channel()).p_value[dealer, 24:] > 0.05).all()


def test_a_dealer_that_was_never_scanned_much_is_held_against_itself() -> None:
    ours = market()
    dealer = ours.plain
    ours.scans[dealer] = np.round(ours.scans[dealer] / 3)
    assert (read(ours.channel()).p_value[dealer, 12:] > 0.01).all()


def test_invented_sales_bring_no_scans() -> None:
    ours = market()
    dealer = ours.plain
    invented = ours.more(dealer, 26, 0.6)
    ours.invents(dealer, invented)
    reading = read(ours.channel())
    assert np.nanmin(reading.p_value[dealer, :26]) > 0.001
    assert (reading.p_value[dealer, 28:32] < 0.01).all()
    assert reading.effect[dealer, 30] == pytest.approx(np.log(1.6), abs=0.15)
    units = reading.figures["units"][dealer, 30]
    assert units == pytest.approx(invented[30], rel=0.3)
    assert reading.amount_in_question[dealer, 30] == pytest.approx(10 * units)


def test_what_is_short_is_what_the_scans_fall_short_of() -> None:
    ours = market()
    dealer = ours.plain
    ours.invents(dealer, ours.more(dealer, 26, 0.6))
    told = {name: v[dealer, 30] for name, v in read(ours.channel()).figures.items()}
    assert told["scans"] == pytest.approx(told["expected"] * (1 - told["short"]))
    assert told["months"] in (2, 3, 5)


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.invents(ours.plain, ours.more(ours.plain, 18, 0.6))
    assert_sees_no_later_month(read, ours)


@pytest.mark.parametrize("table", ["scans", "sell_out"])
def test_without_its_tables_it_judges_nobody(table: str) -> None:
    reading = read(market(dealers=12).channel(table))
    assert np.isnan(reading.p_value).all()
    assert set(reading.figures) == set(SIGNAL.figures)
