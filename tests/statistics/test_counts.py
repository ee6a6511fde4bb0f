"""The negative binomial tail against scipy's, and dispersion learned from the past."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from steelyard.statistics.counts import count_upper_tail, dispersion


@given(st.integers(0, 300), st.floats(0.05, 60), st.floats(0.01, 3))
def test_the_tail_is_the_mid_p_of_the_negative_binomial(
    count: int, mean: float, spread: float
) -> None:
    size = 1 / spread
    law = stats.nbinom(size, size / (size + mean))
    expected = law.sf(count) + law.pmf(count) / 2
    found = count_upper_tail(np.array([float(count)]), np.array([mean]), np.array([spread]))[0]
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-100)


def test_no_mean_no_answer() -> None:
    p = count_upper_tail(np.array([3.0, 3.0]), np.array([0.0, np.nan]), np.array([0.1, 0.1]))
    assert np.isnan(p).all()


def test_without_dispersion_it_is_as_good_as_poisson() -> None:
    law = stats.poisson(5.0)
    p = count_upper_tail(np.array([9.0]), np.array([5.0]), np.array([0.0]))[0]
    assert p == pytest.approx(law.sf(9) + law.pmf(9) / 2, rel=0.02)


def test_dispersion_is_learned_from_the_months_before_alone() -> None:
    rng = np.random.default_rng(1)
    mean = np.full((200, 40), 20.0)
    count = rng.negative_binomial(1 / 0.3, 1 / (1 + 20 * 0.3), mean.shape).astype(float)
    found = dispersion(count, mean)
    assert found[:, 39].mean() == pytest.approx(0.3, abs=0.05)
    changed = count.copy()
    changed[:, 30] = 900
    np.testing.assert_array_equal(dispersion(changed, mean)[:, :31], found[:, :31])


def test_a_dealer_with_little_past_borrows_the_channels_dispersion() -> None:
    rng = np.random.default_rng(2)
    mean = np.full((100, 30), 10.0)
    count = rng.poisson(mean).astype(float)
    mean[0, :28] = np.nan
    count[0, 28:] = 60.0
    assert dispersion(count, mean)[0, 28] < 0.1


def test_without_any_past_a_wide_dispersion_is_assumed() -> None:
    assert dispersion(np.full((3, 2), 5.0), np.full((3, 2), 5.0))[0, 0] == 0.5
