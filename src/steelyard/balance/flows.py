"""What came in against what went out, over windows of months.

A dealer orders in lumps, so one month's sell-in says little; over several months what comes in
must leave. So the sum over a window is held against the sum of what left in it, and that ratio
against the dealer's own ratio in the year and a half before the window, and against the
channel's month. Goods that nobody bought stand as a ratio that rises and stays.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.beside import beside_channel
from steelyard.balance.windows import over, running
from steelyard.statistics.level_shift import FEWEST, LAGS, Shift
from steelyard.statistics.own_scale import in_own_scale

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]

_SHORTEST = 2
"""Months below which an order's lump hides everything."""
_PAST = 18
_BORROWED = 2.0
"""Months of the channel's ratio that a dealer's own past is shrunk with."""
_ALWAYS, _LUMP = 0.04, 0.3
"""Variance of a log ratio that no window takes away, and that of one order's lump."""


def whole_months() -> tuple[int, ...]:
    """Return how many months each window of LAGS holds here: one month is too few for flows."""
    return tuple(max(lag, _SHORTEST) for lag in LAGS)


def flow_shift(came: Array, left: Array, counts: Array | None = None) -> Shift:
    """Return how far came / left over each window stands above the ratio before it, in logs.

    All (dealers, months). `counts` is what `left` was counted from (scans), where it is an
    estimate: few counts are a doubt of their own.
    """
    size = np.full((len(LAGS), *came.shape), np.nan)
    departure = size.copy()
    for row, months in enumerate(whole_months()):
        size[row] = _ratio_shift(came, left, months)
        error = _error(came.shape[1], months)
        if counts is not None:
            error = error + 1.0 / np.maximum(over(counts, months), 1.0)
        departure[row] = size[row] / np.sqrt(error)
    return Shift(in_own_scale(departure), size)


def _ratio_shift(came: Array, left: Array, months: int) -> Array:
    """Return the window's log ratio less the one before it; NaN without a whole window."""
    now = beside_channel(_log_ratio(over(came, months), over(left, months)))
    begin, first, whole = _windows(came.shape[1], months)
    total_came, total_left = running(came), running(left)
    before = beside_channel(
        _log_ratio(
            total_came[:, first] - total_came[:, begin], total_left[:, first] - total_left[:, begin]
        )
    )
    # A new dealer fills its warehouse first: that is no level to be held against.
    past = np.maximum(np.minimum(first - begin, first - _begun(came)), 0)
    out = now - np.nan_to_num(before) * past / (past + _BORROWED)
    return np.where(whole & (past >= max(FEWEST, months // 2)), out, np.nan)


def _windows(panel_months: int, months: int) -> tuple[Indices, Indices, Flags]:
    """Return of each month where the past and the window begin, and whether the window is whole."""
    month = np.arange(panel_months)
    first = np.maximum(month - months + 1, 0)
    return np.maximum(first - _PAST, 0), first, month >= months - 1


def _begun(came: Array) -> Indices:
    """Return (rows, 1): the first month in which anything came."""
    any_came = came > 0
    first = np.where(any_came.any(axis=1), any_came.argmax(axis=1), came.shape[1])
    return np.asarray(first[:, None], dtype=np.int64)


def _log_ratio(came: Array, left: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where((came > 0) & (left > 0), np.log((came + 1) / (left + 1)), np.nan)


def _error(panel_months: int, months: int) -> Array:
    """Return (months,): the variance of the difference, by window and by length of the past."""
    past = np.clip(np.arange(panel_months) + 1 - months, 0, _PAST)
    return np.asarray(_ALWAYS + _LUMP / months**1.5 + _LUMP / (past + 1.0) ** 1.2)
