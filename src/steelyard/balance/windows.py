"""Sums over windows of months, for figures that mean something only over several months."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.int64]


def running(values: Array) -> Array:
    """Return (rows, months + 1): the sum before each month; NaN counts as 0."""
    out = np.zeros((values.shape[0], values.shape[1] + 1))
    np.cumsum(np.where(np.isnan(values), 0.0, values), axis=1, out=out[:, 1:])
    return out


def over(values: Array, months: int) -> Array:
    """Return the sum over the last `months` months; fewer where the panel begins later."""
    return within(running(values), months)


def within(total: Array, months: int) -> Array:
    """Return the same of what is summed up already, as `running` does."""
    out = total[:, 1:].copy()
    out[:, months:] -= total[:, 1:-months]
    return out


def over_chosen(values: Array | None, months: Indices) -> Array:
    """Return the sums over windows whose length differs from cell to cell, (rows, months).

    Raises ValueError where the values' table was not brought.
    """
    total = running(_brought(values))
    before = np.maximum(np.arange(1, total.shape[1]) - months, 0)
    return np.asarray(total[:, 1:] - np.take_along_axis(total, before, axis=1))


def mean_over(values: Array, months: int) -> Array:
    """Return the mean of the known months among the last `months`; NaN where none is known."""
    return _mean(over(values, months), over((~np.isnan(values)).astype(np.float64), months))


def mean_over_chosen(values: Array, months: Indices) -> Array:
    """Return the same over windows whose length differs from cell to cell."""
    known = (~np.isnan(values)).astype(np.float64)
    return _mean(over_chosen(values, months), over_chosen(known, months))


def _mean(total: Array, count: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(count > 0, total / count, np.nan)


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
    total = running(_brought(values))
    return np.stack([within(total, months) for months in lags])


def _brought(values: Array | None) -> Array:
    if values is None:
        raise ValueError("a table that is summed here was not brought")
    return values


def last_known(values: Array) -> Array:
    """Return each month's value, or the last one known before it; NaN before the first."""
    at = np.where(np.isnan(values), -1, np.arange(values.shape[1]))
    at = np.maximum.accumulate(at, axis=1)
    return np.where(at < 0, np.nan, np.take_along_axis(values, np.maximum(at, 0), axis=1))
