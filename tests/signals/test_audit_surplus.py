"""Audits that find more than was counted, and two honest counts that differ."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.audit_surplus import read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_where_both_counted_the_same_but_for_a_few() -> None:
    ours = market()
    dealer = ours.plain
    ours.audited[dealer, 26] = np.round(ours.claimed[dealer, 26] * 1.01)
    assert (read(ours.channel()).p_value[dealer, 26:30] > 0.05).all()


def test_unknown_where_nobody_came_for_a_quarter() -> None:
    ours = market()
    dealer = ours.plain
    ours.audited[dealer] = np.nan
    ours.audited[dealer, 20] = ours.claimed[dealer, 20]
    known = ~np.isnan(read(ours.channel()).p_value[dealer])
    assert np.flatnonzero(known).tolist() == [20, 21, 22, 23]


def test_stock_that_was_denied_is_found_and_stands_for_the_quarter() -> None:
    ours = market()
    dealer = ours.plain
    ours.audited[dealer] = np.nan
    ours.audited[dealer, 26] = ours.claimed[dealer, 26] + 500
    reading = read(ours.channel())
    assert (reading.p_value[dealer, 26:30] < 0.005).all()
    assert reading.figures["ago"][dealer, 26:30].tolist() == [0, 1, 2, 3]
    assert (reading.figures["units"][dealer, 26:30] == 500).all()
    usual = np.mean(ours.reported[dealer, 21:27])
    assert reading.effect[dealer, 26] == pytest.approx(500 / usual)
    assert reading.amount_in_question[dealer, 26:30] == pytest.approx(5000)


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.audited[ours.plain, 18] = ours.claimed[ours.plain, 18] + 500
    assert_sees_no_later_month(read, ours)


def test_without_counts_it_judges_nobody() -> None:
    assert np.isnan(read(market(dealers=12).channel("stock")).p_value).all()
