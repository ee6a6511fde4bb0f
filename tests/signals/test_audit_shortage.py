"""Audits that find less than was counted, and two honest counts that differ."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.audit_shortage import read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_where_both_counted_the_same_but_for_a_few() -> None:
    ours = market()
    dealer = ours.plain
    ours.audited[dealer, 26] = np.round(ours.claimed[dealer, 26] * 0.99)
    assert (read(ours.channel()).p_value[dealer, 26:30] > 0.05).all()


def test_a_surplus_is_no_shortage() -> None:
    ours = market()
    dealer = ours.plain
    ours.audited[dealer, 26] = ours.claimed[dealer, 26] * 2
    reading = read(ours.channel())
    assert reading.p_value[dealer, 26] > 0.5
    assert reading.amount_in_question[dealer, 26] == 0


def test_stock_that_is_not_there_is_found() -> None:
    ours = market()
    dealer = ours.plain
    ours.audited[dealer, 26] = np.round(ours.claimed[dealer, 26] / 2)
    reading = read(ours.channel())
    gone = ours.claimed[dealer, 26] - ours.audited[dealer, 26]
    assert reading.p_value[dealer, 26] < 0.005
    assert reading.figures["units"][dealer, 26] == gone
    assert reading.amount_in_question[dealer, 26] == pytest.approx(10 * gone)


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.audited[ours.plain, 18] = 0
    assert_sees_no_later_month(read, ours)
