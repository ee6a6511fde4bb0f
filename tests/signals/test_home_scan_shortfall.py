"""Scans at home that fall short of reported sales, and territories that are in question."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.home_scan_shortfall import read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_when_a_dealer_grows_at_home() -> None:
    ours = market()
    dealer = ours.plain
    ours.grows(dealer, ours.more(dealer, 24, 0.8))
    assert (read(ours.channel()).p_value[dealer, 24:] > 0.05).all()


def test_who_was_given_another_territory_is_not_asked() -> None:
    ours = market()
    dealer = ours.plain
    home, new = ours.region[dealer], (ours.region[dealer] + 1) % 6
    moved = ours.scans[dealer, home, 24:].copy()
    ours.scans[dealer, home, 24:] = 0
    ours.scans[dealer, new, 24:] += moved
    reading = read(ours.channel())
    assert np.isnan(reading.p_value[dealer, 24:]).all()
    assert not np.isnan(reading.p_value[dealer, 12:24]).any()


def test_sales_into_another_territory_are_missed_at_home() -> None:
    ours = market()
    dealer = ours.plain
    diverted = ours.more(dealer, 26, 0.6)
    ours.sells_into(dealer, (ours.region[dealer] + 1) % 6, diverted)
    reading = read(ours.channel())
    assert (reading.p_value[dealer, 28:32] < 0.01).all()
    assert reading.figures["units"][dealer, 30] == pytest.approx(diverted[30], rel=0.3)


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.invents(ours.plain, ours.more(ours.plain, 18, 0.6))
    assert_sees_no_later_month(read, ours)
