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
from steelyard.balance.windows import over, running, within
from steelyard.statistics.level_shift import FEWEST, LAGS, Shift
from steelyard.statistics.own_scale import in_own_scale

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

_SHORTEST = 2
"""Months below which an order's lump hides everything."""
_PAST = 18
_BORROWED = 2.0
"""Months of the channel's ratio that a dealer's own past is shrunk with."""
_ROUNDING = 1e-6
"""What is no more than this came of amounts that cancel out."""
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
    totals, begun = (running(came), running(left)), _begun(came)
    # Where nothing came, the channel's ratio stands in; where nothing left, there is none.
    usual = np.where(_some(within(totals[1], _PAST)), np.nan_to_num(_beside(totals, _PAST)), np.nan)
    for row, months in enumerate(whole_months()):
        size[row] = _moved(_beside(totals, months), usual, begun, months)
        error = _error(came.shape[1], months)
        if counts is not None:
            error = error + 1.0 / np.maximum(over(counts, months), 1.0)
        departure[row] = size[row] / np.sqrt(error)
    return Shift(in_own_scale(departure), size)


def _beside(totals: tuple[Array, Array], months: int) -> Array:
    """Return the log ratio of the last `months` months, beside the channel's."""
    came, left = (within(total, months) for total in totals)
    return beside_channel(_log_ratio(came, left))


def _moved(now: Array, usual: Array, begun: Indices, months: int) -> Array:
    """Return the window's log ratio less the one before it; NaN without a whole window.

    `usual` is the ratio of the year and a half up to each month: before the window it is that
    of the month in which the window had not begun.
    """
    month = np.arange(now.shape[1])
    first, before = np.maximum(month - months + 1, 0), np.zeros(now.shape)
    before[:, months:] = usual[:, :-months]
    # A new dealer fills its warehouse first: that is no level to be held against.
    past = np.maximum(np.minimum(np.minimum(first, _PAST), first - begun), 0)
    out = now - before * past / (past + _BORROWED)
    return np.where((month >= months - 1) & (past >= max(FEWEST, months // 2)), out, np.nan)


def _begun(came: Array) -> Indices:
    """Return (rows, 1): the first month in which anything came."""
    any_came = came > 0
    first = np.where(any_came.any(axis=1), any_came.argmax(axis=1), came.shape[1])
    return np.asarray(first[:, None], dtype=np.int64)


def _log_ratio(came: Array, left: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(_some(came) & _some(left), np.log((came + 1) / (left + 1)), np.nan)


def _some(total: Array) -> NDArray[np.bool_]:
    """Return where it is more than rounding leaves of what went and came back."""
    return np.asarray(total > _ROUNDING)


def _error(panel_months: int, months: int) -> Array:
    """Return (months,): the variance of the difference, by window and by length of the past."""
    past = np.clip(np.arange(panel_months) + 1 - months, 0, _PAST)
    return np.asarray(_ALWAYS + _LUMP / months**1.5 + _LUMP / (past + 1.0) ** 1.2)
