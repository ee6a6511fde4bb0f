"""The moving median is the median, whatever was guessed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.statistics.moving_median import median_near


def test_nothing_known_has_no_median() -> None:
    assert np.isnan(median_near(np.array([np.nan, np.nan]), 1.0))


@pytest.mark.parametrize("values", [[2.0, 4.0, np.nan, 9.0], [1.0, 2.0, 4.0, 9.0], [0.0, 0.0]])
@pytest.mark.parametrize("guess", [0.0, 1.0, 2.9, 4.0, 50.0])
def test_a_bad_guess_costs_time_only(values: list[float], guess: float) -> None:
    known = np.array(values)
    assert median_near(known, guess) == np.nanmedian(known)


@given(
    values=st.lists(st.floats(0, 3) | st.just(np.nan) | st.sampled_from([0.0, 1.0]), min_size=1),
    guess=st.floats(0, 3),
)
def test_it_is_the_median_to_the_last_bit(values: list[float], guess: float) -> None:
    known = np.array(values)
    if np.isnan(known).all():
        return
    assert median_near(known, guess) == np.nanmedian(known)
