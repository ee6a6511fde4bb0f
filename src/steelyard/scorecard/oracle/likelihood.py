"""Logarithms of likelihood ratios of one figure: an effect against none.

Huber 1965, "A robust version of the probability ratio test": where the model is only nearly
right, the best ratio is the censored one. So one figure of one month never decides alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
CENSORED = 4.0


def of_normal(residual: Array, effect: Array, sd: Array) -> Array:
    """Return log N(residual; effect, sd) - log N(residual; 0, sd)."""
    return np.asarray(effect * (residual - effect / 2) / sd**2, dtype=np.float64)


def of_counts(count: Array, expected: Array, factor: Array, spread: Array) -> Array:
    """Return the same of a negative binomial count with mean `expected * factor` or `expected`.

    `spread` is the relative standard deviation of the mean; a Poisson count where it is 0.
    """
    variance = np.maximum(spread, 1e-5) ** 2
    longer = np.log1p(variance * expected * factor) - np.log1p(variance * expected)
    return np.asarray(count * np.log(factor) - (count + 1 / variance) * longer, dtype=np.float64)


def censored(ratio: Array, most: float = CENSORED) -> Array:
    """Return the ratio between two bounds; 0, which says nothing, where it is unknown."""
    return np.clip(np.nan_to_num(ratio, nan=0.0), -most, most)


def whitened(values: Array, memory: Array) -> Array:
    """Return each month's value less what is left of the month before, if that is known."""
    before = np.concatenate([np.zeros_like(values[:, :1]), values[:, :-1]], axis=1)
    return np.asarray(values - memory * np.nan_to_num(before), dtype=np.float64)
