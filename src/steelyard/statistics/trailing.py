"""Trailing windows over the last axis (months), the present month always left out.

Missing months are NaN and are passed over. Nothing here looks ahead: the value at t uses
columns t - window .. t - 1 only, which is what keeps the tested month out of its baseline.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def _per_month(values: Array, window: int, reduce: Callable[[Array], Array], minimum: int) -> Array:
    """Apply `reduce` to each month's window, one month at a time to bound memory."""
    count = trailing_count(values, window)
    out = np.full(values.shape, np.nan)
    for month in range(1, values.shape[-1]):
        past = values[..., max(0, month - window) : month]
        enough = count[..., month] >= max(minimum, 1)
        if enough.all():
            out[..., month] = reduce(past)
        elif enough.any():
            out[..., month][enough] = reduce(past[enough])
    return out


def median_of_rows(rows: Array) -> Array:
    """Return each row's median, NaN passed over; several times faster than np.nanmedian."""
    ordered = np.sort(rows, axis=-1)
    count = np.count_nonzero(~np.isnan(ordered), axis=-1)
    safe = np.maximum(count, 1)
    low = np.take_along_axis(ordered, ((safe - 1) // 2)[..., None], axis=-1)[..., 0]
    high = np.take_along_axis(ordered, (safe // 2)[..., None], axis=-1)[..., 0]
    return np.where(count > 0, (low + high) / 2, np.nan)


def trailing_median(values: Array, window: int = 12, minimum: int = 3) -> Array:
    """Return the median of the `window` months before each month; NaN under `minimum`."""
    return _per_month(values, window, median_of_rows, minimum)


def trailing_mad(values: Array, window: int = 12, minimum: int = 3) -> Array:
    """Return 1.4826 x the median absolute deviation of the months before each month."""

    def mad(rows: Array) -> Array:
        centre = median_of_rows(rows)[:, None]
        return 1.4826 * median_of_rows(np.abs(rows - centre))

    return _per_month(values, window, mad, minimum)


def trailing_mean(values: Array, window: int = 12, minimum: int = 3) -> Array:
    """Return the mean of the `window` months before each month; NaN under `minimum`."""
    count = trailing_count(values, window)
    total = trailing_sum(values, window)
    return np.where(count >= minimum, total / np.maximum(count, 1), np.nan)


def trailing_sum(values: Array, window: int = 12) -> Array:
    """Return the sum of the `window` months before each month, missing months as zero."""
    running = np.cumsum(np.where(np.isnan(values), 0.0, values), axis=-1)
    before = np.concatenate([np.zeros((*values.shape[:-1], 1)), running], axis=-1)
    months = values.shape[-1]
    first = np.maximum(np.arange(months) - window, 0)
    return np.asarray(before[..., :months] - before[..., first], dtype=np.float64)


def trailing_count(values: Array, window: int = 12) -> Array:
    """Return how many of the `window` months before each month are not missing."""
    return trailing_sum(np.where(np.isnan(values), 0.0, 1.0), window)
