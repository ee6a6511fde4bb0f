"""More sold and counted than ever came in, and which report cannot be true."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.goods_beyond_books import read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_a_declared_move_explains_what_came_in() -> None:
    ours = market()
    dealer = ours.plain
    taken = ours.more(dealer, 26, 0.3)
    ours.moved_in[dealer] += taken
    ours.reported[dealer] += taken
    assert (read(ours.channel()).p_value[dealer, 26:] > 0.01).all()


def test_a_month_reported_late_is_made_up_for() -> None:
    ours = market()
    dealer = ours.plain
    late = np.round(ours.reported[dealer, 26] * 0.3)
    ours.reported[dealer, 26] -= late
    ours.reported[dealer, 27] += late
    reading = read(ours.channel())
    assert (reading.p_value[dealer, 28:] > 0.01).all()


def test_sales_beyond_what_came_in_are_found_and_the_set_is_told() -> None:
    ours = market()
    dealer = ours.plain
    more = ours.more(dealer, 26, 0.2)
    ours.reported[dealer] += more
    ours.is_scanned(dealer, more)
    reading = read(ours.channel())
    told = {name: values[dealer, 30] for name, values in reading.figures.items()}
    assert (reading.p_value[dealer, 27:31] < 0.002).all()
    assert told["units"] == pytest.approx(more[31 - told["months"] : 31].sum(), rel=0.2)
    assert told["scanned"] == 0
    assert told["audited"] == 0


def test_scans_tell_that_the_report_is_the_one_that_cannot_be_true() -> None:
    ours = market()
    dealer = ours.plain
    ours.reported[dealer] += ours.more(dealer, 26, 1.0)
    told = read(ours.channel()).figures
    assert told["scanned"][dealer, 30] == pytest.approx(0.5, abs=0.15)


def test_an_audit_tells_that_the_count_was_high() -> None:
    ours = market()
    dealer = ours.plain
    usual = ours.reported[dealer, 20:26].mean()
    ours.audited[dealer, 27] = ours.claimed[dealer, 27]
    ours.claimed[dealer, 27:] += np.round(usual)
    told = read(ours.channel()).figures
    assert told["audited"][dealer, 27] == np.round(usual)


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.reported[ours.plain] += ours.more(ours.plain, 18, 0.4)
    assert_sees_no_later_month(read, ours)
