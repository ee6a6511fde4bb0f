"""How rare is a count? The negative binomial, as exact as a count can be.

Orders a month scatter more than a Poisson count: variance = mean + dispersion x mean^2.
Mid-p (Lancaster 1961: half the chance of the count itself) keeps a discrete p-value near
uniform, where the plain one is far too cautious for small counts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

from steelyard.statistics.trailing import trailing_sum

Array = NDArray[np.float64]

_LEAST = 1e-3
"""Dispersion below which the count is as good as Poisson; keeps 1 / dispersion finite."""


def count_upper_tail(count: Array, mean: Array, dispersion: Array) -> Array:
    """Return the mid-p chance of that count or more; NaN where the mean is not positive."""
    size = 1.0 / np.maximum(dispersion, _LEAST)
    share = mean / (size + mean)
    with np.errstate(invalid="ignore"):
        at_least = _at_least(count, size, share)
        more = _at_least(count + 1.0, size, share)
    return np.where(mean > 0, (at_least + more) / 2, np.nan)


def _at_least(count: Array, size: Array, share: Array) -> Array:
    """Return P(C >= count): the incomplete beta function I_share(count, size)."""
    positive = np.maximum(count, 1.0)
    return np.where(count >= 1, special.betainc(positive, size, share), 1.0)


def dispersion(count: Array, mean: Array, window: int = 24, prior: float = 200.0) -> Array:
    """Return each dealer's dispersion from the months before, shrunk to the channel's.

    (dealers, months). By moments: sum((c - m)^2 - m) / sum(m^2) over months whose mean was
    foretold, clipped so that one freak month does not excuse the next; `prior` is the weight
    of the channel's value, in units of squared mean.
    """
    known = (mean > 0) & ~np.isnan(count)
    m = np.where(known, mean, 0.0)
    reach = 4.0 * np.sqrt(m + 0.5 * m**2)
    excess = np.where(known, np.clip(count - m, -reach, reach), 0.0) ** 2 - m
    over, weight = trailing_sum(excess, window), trailing_sum(m**2, window)
    with np.errstate(invalid="ignore", divide="ignore"):
        channel = np.nan_to_num(over.sum(axis=0) / weight.sum(axis=0), nan=0.5)
    own = (over + prior * np.maximum(channel, 0.0)) / (weight + prior)
    return np.asarray(np.maximum(own, 0.0), dtype=np.float64)
