"""Beliefs of a level and a habit against the plain matrix form of the same filter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.statistics.belief import Belief, Seen, log_normal

NONE = np.zeros(1)
far = st.floats(-3, 3)
size = st.floats(0.05, 2)


def _belief(level: float, habit: float, spread: float, other: float, tie: float) -> Belief:
    shared = tie * np.sqrt(spread * other)
    return Belief(*(np.array([value]) for value in (level, habit, spread, other, shared)))


beliefs = st.builds(_belief, far, far, size, size, st.floats(-0.9, 0.9))


def _matrices(belief: Belief) -> tuple[np.ndarray, np.ndarray]:
    mean = np.array([belief.level[0], belief.habit[0]])
    shared = belief.shared[0]
    return mean, np.array([[belief.level_variance[0], shared], [shared, belief.habit_variance[0]]])


def test_where_nothing_is_seen_nothing_is_learned() -> None:
    before = _belief(1.0, 2.0, 0.5, 0.7, 0.2)
    seen = Seen(np.array([False]), np.array([np.nan]), 1.0, 1.0, np.array([0.1]))
    assert before.learned(seen) == before
    assert seen.log_likelihood(before) == 0.0


@given(beliefs, far, size, st.floats(0, 1), st.floats(0, 1))
def test_it_learns_as_a_kalman_filter_does(
    before: Belief, off: float, error: float, on_level: float, on_habit: float
) -> None:
    seen = Seen(np.array([True]), np.array([off]), on_level, on_habit, np.array([error]))
    mean, covariance = _matrices(before)
    on = np.array([on_level, on_habit])
    whole = on @ covariance @ on + error
    gain = covariance @ on / whole
    after_mean, after_covariance = _matrices(before.learned(seen))
    assert after_mean == pytest.approx(mean + gain * off)
    assert after_covariance == pytest.approx(covariance - np.outer(gain, gain) * whole)
    assert seen.log_likelihood(before)[0] == pytest.approx(log_normal(off, whole))


@given(beliefs, beliefs, st.floats(0, 1))
def test_a_mixture_keeps_mean_and_covariance(one: Belief, other: Belief, share: float) -> None:
    (mean, covariance), (mean_2, covariance_2) = _matrices(one), _matrices(other)
    whole = share * mean + (1 - share) * mean_2
    spread = sum(
        weight * (part + np.outer(at - whole, at - whole))
        for weight, at, part in (
            (share, mean, covariance),
            (1 - share, mean_2, covariance_2),
        )
    )
    found_mean, found = _matrices(one.mixed(other, np.array([share])))
    assert found_mean == pytest.approx(whole)
    assert found == pytest.approx(spread)


def test_rows_are_chosen_by_flags() -> None:
    one, other = _belief(1, 2, 3, 4, 0), _belief(5, 6, 7, 8, 0)
    assert one.where(np.array([True]), other).level == 1
    assert one.where(np.array([False]), other).habit == 6


def test_a_month_later_less_is_certain() -> None:
    after = _belief(1, 2, 0.3, 0.4, 0).drifted(0.1, 0.2)
    assert after.level_variance == pytest.approx(0.4)
    assert after.habit_variance == pytest.approx(0.6)
