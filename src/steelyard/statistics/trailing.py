"""Trailing windows over the last axis (months), the present month always left out.

Missing months are NaN and are passed over. Nothing here looks ahead: the value at t uses
columns t - window .. t - 1 only, which is what keeps the tested month out of its baseline.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def _per_month(
    values: Array,
    window: int,
    reduce: Callable[[Array], Array],
    minimum: int,
    wanted: NDArray[np.bool_] | None = None,
) -> Array:
    """Apply `reduce` to each wanted month's window, one month at a time to bound memory."""
    count = trailing_count(values, window)
    out = np.full(values.shape, np.nan)
    months = np.arange(values.shape[-1]) if wanted is None else np.flatnonzero(wanted)
    for month in months[months > 0]:
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
    width = ordered.shape[-1]
    # NaN is sorted to the end: where the last column is known, all are.
    if not np.isnan(ordered[..., -1]).any():
        return np.asarray((ordered[..., (width - 1) // 2] + ordered[..., width // 2]) / 2)
    count = np.count_nonzero(~np.isnan(ordered), axis=-1)
    flat = ordered.ravel()
    first = np.arange(count.size).reshape(count.shape) * width
    safe = np.maximum(count, 1)
    # Where nothing is known the first place holds a NaN already.
    return np.asarray((flat[first + (safe - 1) // 2] + flat[first + safe // 2 * (count > 1)]) / 2)


def trailing_median(
    values: Array,
    window: int = 12,
    minimum: int = 3,
    wanted: NDArray[np.bool_] | None = None,
) -> Array:
    """Return the median of the `window` months before each month; NaN under `minimum`.

    `wanted`, (months,), spares the work for the others, which are NaN.
    """
    return _per_month(values, window, median_of_rows, minimum, wanted)


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
