"""Tails of t: what is not known stays so, and every other is what SciPy gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from steelyard.statistics.student_t import tail_of_t

ONE = np.zeros(1, np.int64)


def test_an_unknown_score_has_no_tail() -> None:
    assert np.isnan(tail_of_t(np.array([5.0]), ONE, np.array([np.nan]))).all()
    assert tail_of_t(np.array([5.0]), ONE[:0], np.zeros(0)).size == 0


def test_the_centre_halves_and_the_ends_are_certain() -> None:
    tail = tail_of_t(np.array([2.0]), np.zeros(3, np.int64), np.array([0.0, np.inf, -np.inf]))
    assert tail.tolist() == [0.5, 0.0, 1.0]


@given(
    degrees=st.floats(2, 30),
    score=st.floats(-5, 5) | st.floats(-1e6, 1e6) | st.sampled_from([3.0, -3.0, 1.5]),
)
def test_the_tail_is_that_of_scipy(degrees: float, score: float) -> None:
    (tail,) = tail_of_t(np.array([degrees]), ONE, np.array([score]))
    assert tail == pytest.approx(special.stdtr(degrees, -score), rel=1e-11)


def test_each_score_has_the_degrees_of_its_law_and_many_are_as_one() -> None:
    degrees, score = np.array([2.0, 30.0]), np.linspace(-8, 8, 40_001)
    law = np.arange(score.size) % 2
    expected = special.stdtr(degrees[law], -score)
    np.testing.assert_allclose(tail_of_t(degrees, law, score), expected, rtol=1e-11)
