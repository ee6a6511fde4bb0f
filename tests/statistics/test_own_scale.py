"""Departures in the dealer's own scale: the careless, the steady, and earlier lies."""

from __future__ import annotations

from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.statistics import level_shift
from steelyard.statistics.level_shift import LAGS
from steelyard.statistics.own_scale import in_own_scale

MONTHS = 36


def _departures(rows: int = 100, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 1, (len(LAGS), rows, MONTHS))


def test_ordinary_departures_stay_as_they_are() -> None:
    scaled = in_own_scale(_departures())
    assert np.std(scaled[:, :, 24:]) == pytest.approx(1, abs=0.1)


def test_a_channel_that_is_wilder_than_its_law_is_brought_back() -> None:
    scaled = in_own_scale(3 * _departures())
    assert np.std(scaled[:, :, 24:]) == pytest.approx(1, abs=0.15)


def test_who_departs_all_the_time_is_held_against_itself() -> None:
    departures = _departures()
    departures[:, 0] *= 3
    scaled = in_own_scale(departures)[:4, 0, 24:]
    assert np.std(scaled) < 2


def test_an_earlier_lie_does_not_make_the_next_one_look_ordinary() -> None:
    departures = _departures()
    departures[0, 0, 10:14] = 50
    departures[0, 0, 30] = 8
    assert in_own_scale(departures)[0, 0, 30] > 4


def test_months_of_the_same_window_teach_nothing_of_it() -> None:
    departures = _departures()
    row = LAGS.index(12)
    before = in_own_scale(departures)[row, 0, 30]
    departures[row, 0, 20:30] = 20
    assert in_own_scale(departures)[row, 0, 30] == pytest.approx(before, rel=0.1)


def test_unknown_stays_unknown_and_teaches_nothing() -> None:
    departures = _departures()
    departures[0, 0, :20] = np.nan
    scaled = in_own_scale(departures)
    assert np.isnan(scaled[0, 0, :20]).all()
    assert not np.isnan(scaled[0, 0, 20:]).any()


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), months=st.integers(1, MONTHS - 1))
def test_later_months_change_nothing(seed: int, months: int) -> None:
    departures = _departures(30, seed)
    np.testing.assert_array_equal(
        in_own_scale(departures)[:, :, :months], in_own_scale(departures[:, :, :months])
    )


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), joins=st.integers(1, MONTHS - 1))
def test_dealers_that_begin_later_change_nothing_earlier(seed: int, joins: int) -> None:
    departures = _departures(60, seed)
    late = np.isin(np.arange(60), np.random.default_rng(seed).choice(60, 35, replace=False))
    departures[:, late, :joins] = np.nan
    with mock.patch.object(level_shift, "ENOUGH", 150):
        whole, before = (in_own_scale(one) for one in (departures, departures[:, ~late]))
    np.testing.assert_array_equal(whole[:, ~late, :joins], before[:, :, :joins])
