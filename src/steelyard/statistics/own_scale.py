"""Departures in the dealer's own scale: against how large they were in ordinary times.

A dealer that counts carelessly or orders every third month departs from its level all the
time. Its own earlier windows tell how much; with few of them the channel's do. Both are
winsorised, so that an earlier lie does not make the next one look ordinary, and windows that
share a month with the tested one teach nothing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.statistics.level_shift import LAGS, some_rows
from steelyard.statistics.moving_median import median_near

Array = NDArray[np.float64]

_BORROWED = 5.0
"""Windows that the channel's scale counts for beside the dealer's own."""
_MOST = 3.0
"""Scales beyond which a departure teaches no more."""
_LEAST_SQUARE = 0.5
"""A channel may be steadier than its law says, but not at will."""
_MEDIAN = 0.6745
_ENOUGH = 100
_WINDOW = 18


def in_own_scale(departure: Array, lags: tuple[int, ...] = LAGS) -> Array:
    """Return departures divided by the dealer's own earlier scale, (windows, rows, months)."""
    out = np.full(departure.shape, np.nan)
    for row, lag in enumerate(lags):
        out[row] = departure[row] / np.sqrt(_squares(departure[row], lag))
    return out


def _squares(departure: Array, lag: int) -> Array:
    """Return the mean square of ordinary departures before each month, (rows, months)."""
    rows, months = departure.shape
    by_month = np.ascontiguousarray(departure.T)
    out, middle = np.ones((months, rows)), _MEDIAN
    total, count = np.zeros(rows), np.zeros(rows)
    for month in range(months):
        middle = _middle(by_month[max(0, month - _WINDOW) : month], middle)
        channel = max((middle / _MEDIAN) ** 2, _LEAST_SQUARE)
        if month >= lag:
            old = by_month[month - lag] ** 2
            known = ~np.isnan(old)
            total += np.where(known, np.minimum(old, _MOST**2 * channel), 0.0)
            count += known
        out[month] = (_BORROWED * channel + total) / (_BORROWED + count)
    return out.T


def _middle(past: Array, before: float) -> float:
    """Return the median size of the channel's earlier departures, (months, rows)."""
    some = np.abs(some_rows(past))
    enough = np.count_nonzero(~np.isnan(some)) >= _ENOUGH
    return median_near(some, before) if enough else before
