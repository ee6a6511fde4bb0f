"""Shrinking each dealer's own spread towards the spread of all (empirical Bayes).

s~^2 = (d0 s0^2 + v s^2) / (d0 + v): a dealer with little history borrows the channel's
spread, one with much keeps its own (Smyth 2004, limma).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def shrink_spread(spread: Array, months: Array, prior_months: float = 6.0) -> Array:
    """Return spreads shrunk month by month towards the month's median over dealers.

    `spread` and `months` (history behind each spread) are (dealers, months); a missing
    spread takes the median. NaN only where no dealer has any.
    """
    typical = np.full((1, spread.shape[1]), np.nan)
    known = ~np.isnan(spread)
    for month in np.flatnonzero(known.any(axis=0)):
        typical[0, month] = np.median(spread[known[:, month], month])
    weight = np.where(known, months, 0.0)
    own = np.where(known, spread, 0.0)
    pooled = (prior_months * typical**2 + weight * own**2) / (prior_months + weight)
    return np.asarray(np.sqrt(pooled), dtype=np.float64)
