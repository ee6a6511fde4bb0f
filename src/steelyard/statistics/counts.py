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
    """Return the mid-p chance of that count or more; NaN where the mean is not positive.

    P(C >= c) is the incomplete beta function I_share(c, size); half of P(C = c) is taken off.
    """
    mean = np.where(mean > 0, mean, np.nan)
    size = 1.0 / np.maximum(dispersion, _LEAST)
    share = mean / (size + mean)
    with np.errstate(invalid="ignore"):
        at_least = np.where(count >= 1, special.betainc(np.maximum(count, 1.0), size, share), 1.0)
    ways = special.gammaln(count + size) - special.gammaln(size) - special.gammaln(count + 1)
    exactly = np.exp(ways + count * np.log(share) + size * np.log1p(-share))
    # The floor holds where rounding makes the two differ by more than they should.
    half = np.maximum(at_least - exactly / 2, at_least / 2)
    return np.where(np.isnan(mean), np.nan, half)


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
