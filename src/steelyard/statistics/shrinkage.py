"""Shrinking each dealer's own spread towards the spread of dealers like it (empirical Bayes).

s~^2 = (d0 s0^2 + v s^2) / (d0 + v): a dealer with little history borrows a spread, one with
much keeps its own (Smyth 2004, limma). Large dealers order more often and are far steadier
than small ones, so s0 is not one figure for all: it is read off a line through the medians of
groups of like size. How much is borrowed (d0) follows from how much spreads differ between
dealers of like size beyond what so few months explain: where they hardly do, nearly all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.statistics.trailing import median_of_rows

Array = NDArray[np.float64]

_LEAST = 1e-6
"""A spread of nothing at all counts as this, so that it has a logarithm."""
_GROUP = 20
"""Dealers in a group of like size: fewer, and its median is an accident."""
_MOST_GROUPS = 12
_LOG_VARIANCE = 1.35
"""Variance of the log of a MAD from n normal values, times n (its efficiency is 0.37)."""
_LEAST_PRIOR, _MOST_PRIOR = 6.0, 60.0
"""Months that the borrowed spread may count for."""
_SETTLED = 12
"""Months behind a spread from which it tells how much dealers differ."""


def shrink_spread(spread: Array, months: Array, size: Array | None = None) -> Array:
    """Return spreads shrunk month by month towards those of dealers of like size.

    `spread`, `months` (history behind each spread) and `size` (any figure that rises with
    the dealer) are (dealers, months); without `size` all dealers are alike. A missing spread
    borrows all of it. NaN only where no dealer has any.
    """
    known = ~np.isnan(spread)
    own = np.ascontiguousarray(spread.T)
    scale = np.zeros(own.shape) if size is None else np.ascontiguousarray(size.T)
    typical, prior = np.full(own.shape, np.nan), np.ones(own.shape[0])
    for month in np.flatnonzero(known.any(axis=0)):
        now = np.flatnonzero(known[:, month])
        here, sizes = own[month, now], scale[month]
        typical[month] = _of_like_size(here, sizes[now], sizes)
        prior[month] = _prior_months(here, typical[month, now], months[now, month])
    weight = np.where(known, months, 0.0)
    pooled = prior * typical.T**2 + weight * np.where(known, spread, 0.0) ** 2
    return np.asarray(np.sqrt(pooled / (prior + weight)), dtype=np.float64)


def _of_like_size(spread: Array, size: Array, asked: Array) -> Array:
    """Return the usual spread at each size asked: a line through the groups' medians."""
    groups = int(np.clip(size.size // _GROUP, 1, _MOST_GROUPS))
    order = np.argsort(size, kind="stable")
    # Groups of one size; what is left over is the smallest dealers, who are many.
    parts = order[order.size % groups :].reshape(groups, -1)
    at, usual = (median_of_rows(values[parts]) for values in (size, spread))
    # Groups of one and the same size are one place on the line.
    places, of = np.unique(at, return_inverse=True)
    level = np.bincount(of, usual) / np.bincount(of)
    return np.asarray(np.interp(asked, places, level), dtype=np.float64)


def _prior_months(spread: Array, typical: Array, months: Array) -> float:
    """Return how many months of its own the borrowed spread is worth."""
    settled = months >= _SETTLED
    if np.count_nonzero(settled) < _GROUP:
        return _LEAST_PRIOR
    own, usual = (np.maximum(values[settled], _LEAST) for values in (spread, typical))
    apart = (1.4826 * float(np.median(np.abs(np.log(own / usual))))) ** 2
    between = apart - _LOG_VARIANCE / float(np.median(months[settled]))
    return float(np.clip(_LOG_VARIANCE / max(between, 1e-9), _LEAST_PRIOR, _MOST_PRIOR))
