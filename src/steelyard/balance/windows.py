"""Sums over windows of months, for figures that mean something only over several months."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def running(values: Array) -> Array:
    """Return (rows, months + 1): the sum before each month; NaN counts as 0."""
    known = np.nan_to_num(values, nan=0.0)
    return np.concatenate([np.zeros((known.shape[0], 1)), np.cumsum(known, axis=1)], axis=1)


def over(values: Array, months: int) -> Array:
    """Return the sum over the last `months` months; fewer where the panel begins later."""
    total = running(values)
    last = np.arange(values.shape[1]) + 1
    return np.asarray(total[:, last] - total[:, np.maximum(last - months, 0)], dtype=np.float64)


def mean_over(values: Array, months: int) -> Array:
    """Return the mean of the known months among the last `months`; NaN where none is known."""
    count = over((~np.isnan(values)).astype(np.float64), months)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(count > 0, over(values, months) / count, np.nan))


def least_over(values: Array, months: int) -> Array:
    """Return the smallest known value among the last `months`; NaN where none is known."""
    out = values.copy()
    for back in range(1, months):
        out[:, back:] = np.fmin(out[:, back:], values[:, :-back])
    return out


def with_gaps_filled(values: Array) -> Array:
    """Return values whose unknown months are the recent mean of the months before them."""
    out, recent = values.copy(), np.zeros(values.shape[0])
    for month in range(values.shape[1]):
        out[:, month] = np.where(np.isnan(values[:, month]), recent, values[:, month])
        recent = np.where(recent > 0, (recent + out[:, month]) / 2, out[:, month])
    return out


def over_each(values: Array | None, lags: tuple[int, ...]) -> Array:
    """Return the sums over windows of each length, (windows, rows, months).

    Raises ValueError where the values' table was not brought.
    """
    if values is None:
        raise ValueError("a table that is summed here was not brought")
    return np.stack([over(values, months) for months in lags])
