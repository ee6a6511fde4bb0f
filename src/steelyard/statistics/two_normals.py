"""Quantiles of a mixture of two normals, many at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

Array = NDArray[np.float64]

_HALVINGS = 10
"""A thousandth of the range is left, in which the distribution is as good as straight."""


def quantile_of_two(
    at: float, share: Array, first: tuple[Array, Array], second: tuple[Array, Array]
) -> Array:
    """Return the point below which `at` of the mixture lies, 0 < at < 1.

    `share` is the second's; each of the two is (mean, spread) with a spread above 0. NaN stays
    NaN. All arrays have one shape. It lies between the same quantiles of the two.
    """
    ends = [mean + ndtri(at) * spread for mean, spread in (first, second)]
    low, high = np.minimum(*ends), np.maximum(*ends)

    def below(point: Array) -> Array:
        one, other = (ndtr((point - mean) / spread) for mean, spread in (first, second))
        return np.asarray(one + share * (other - one))

    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        short = below(middle) < at
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    under, over = below(low), below(high)
    part = np.where(over > under, (at - under) / np.where(over > under, over - under, 1.0), 0.5)
    return np.asarray(low + np.clip(part, 0.0, 1.0) * (high - low), dtype=np.float64)
