"""Quantiles of two normals against their own distribution."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from steelyard.statistics.two_normals import quantile_of_two

means = st.floats(-5, 5)
spreads = st.floats(0.01, 3)


def _quantile(at: float, share: float, one: tuple[float, float], two: tuple[float, float]) -> float:
    first, second = ((np.array([mean]), np.array([spread])) for mean, spread in (one, two))
    return float(quantile_of_two(at, np.array([share]), first, second)[0])


def test_of_one_alone_it_is_that_ones_quantile() -> None:
    assert _quantile(0.025, 0.0, (3.0, 2.0), (9.0, 1.0)) == pytest.approx(3 - 1.95996 * 2, abs=1e-4)
    assert _quantile(0.5, 1.0, (3.0, 2.0), (9.0, 1.0)) == pytest.approx(9.0, abs=1e-4)


@given(st.sampled_from([0.025, 0.5, 0.975]), st.floats(0, 1), means, means, spreads, spreads)
def test_so_much_of_the_mixture_lies_below(
    at: float, share: float, mean: float, other: float, spread: float, wide: float
) -> None:
    found = _quantile(at, share, (mean, spread), (other, wide))
    step = 1e-3 * (abs(mean - other) + 4 * (spread + wide))

    def below(point: float) -> float:
        return (1 - share) * norm.cdf(point, mean, spread) + share * norm.cdf(point, other, wide)

    assert below(found - step) <= at + 1e-9
    assert below(found + step) >= at - 1e-9


def test_what_is_unknown_stays_unknown() -> None:
    assert np.isnan(_quantile(0.5, 0.5, (np.nan, 1.0), (0.0, 1.0)))
