"""What came in against what went out, over windows of months."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.balance.flows import flow_shift, whole_months
from steelyard.statistics.level_shift import LAGS


def _row(*values: float) -> np.ndarray:
    return np.array([values], dtype=np.float64)


STEADY = np.full((1, 24), 100.0)


def test_what_comes_as_it_goes_stands_at_nothing() -> None:
    shift = flow_shift(STEADY, STEADY)
    known = ~np.isnan(shift.size)
    assert known.any()
    assert shift.size[known] == pytest.approx(0)
    assert shift.departure[known] == pytest.approx(0)


def test_what_moves_the_whole_channel_moves_nobody() -> None:
    came = np.repeat(np.where(np.arange(24) < 18, 100.0, 200.0)[None], 9, axis=0)
    shift = flow_shift(came, np.full((9, 24), 100.0))
    assert np.nanmax(np.abs(shift.size)) == pytest.approx(0)


def test_a_window_has_two_months_at_least() -> None:
    assert whole_months() == (2, *LAGS[1:])
    assert LAGS[0] == 1


def test_a_ratio_that_doubles_is_a_log_of_two_less_what_the_past_is_worth() -> None:
    came = np.where(np.arange(24) < 20, 100.0, 200.0)[None]
    shift = flow_shift(came, STEADY)
    row = LAGS.index(3)
    assert shift.size[row, 0, 22] == pytest.approx(np.log(601 / 301), rel=1e-3)
    assert shift.size[row, 0, 21] == pytest.approx(np.log(501 / 301), rel=1e-3)
    assert shift.departure[row, 0, 22] > 2


def test_an_own_ratio_is_taken_off_as_far_as_its_past_is_long() -> None:
    shift = flow_shift(2 * STEADY, STEADY)
    row = LAGS.index(2)
    past = 23 - 2 + 1
    assert past > 18
    own = np.log((2 * 18 * 100 + 1) / (18 * 100 + 1))
    now = np.log((2 * 200 + 1) / (200 + 1))
    assert shift.size[row, 0, 23] == pytest.approx(now - own * 18 / 20)


def test_few_counts_are_a_doubt_of_their_own() -> None:
    came = np.where(np.arange(24) < 20, 100.0, 200.0)[None]
    many, few = (flow_shift(came, STEADY, np.full((1, 24), n)) for n in (1000.0, 2.0))
    assert few.departure[2, 0, 22] < many.departure[2, 0, 22]


def test_who_begins_is_not_judged_before_it_has_a_past() -> None:
    came = np.where(np.arange(24) < 12, 0.0, 100.0)[None]
    known = ~np.isnan(flow_shift(came, STEADY).size)
    for row, months in enumerate(whole_months()):
        first = 12 + months - 1 + max(3, months // 2)
        assert np.flatnonzero(known[row, 0]).tolist() == list(range(first, 24))


def test_where_nothing_left_before_the_window_there_is_nothing_to_hold_it_against() -> None:
    left = np.where(np.arange(24) < 20, 0.0, 100.0)[None]
    assert np.isnan(flow_shift(STEADY, left).size[0, 0, 21])
    assert np.isnan(flow_shift(STEADY, left - 300).size[:, 0]).all()


def test_what_rounding_left_of_amounts_that_cancel_out_is_nothing() -> None:
    left = np.full((1, 24), 33.3)
    left[0, 20:] = 0.1, 0.2, -0.3, 0.0
    summed = np.cumsum(left)
    assert summed[22] > summed[19]
    assert np.isnan(flow_shift(STEADY, left).size[LAGS.index(3), 0, 22])


def test_a_window_in_which_nothing_came_is_unknown() -> None:
    came = STEADY.copy()
    came[0, 20:] = 0
    assert np.isnan(flow_shift(came, STEADY).size[0, 0, 22])
