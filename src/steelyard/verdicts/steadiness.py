"""How steady the figures are in which a lie would show: what all evidence is weighed against.

The same departure says less where a dealer is scanned seldom or counts carelessly, and where the
whole channel departs from its habits. It is no evidence itself and is told of nobody.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.balance import Balance
from steelyard.statistics.level_shift import LAGS, Shift, some_rows

Array = NDArray[np.float64]

FIGURES = ("scan_rate", "sell_out", "cover", "books", "sell_in")
"""Weighings of the balance whose steadiness is asked."""
_WINDOW = LAGS.index(8)
"""Months over which it is asked: long enough to be a level, short enough to be known."""
_LEAST, _MOST = 1e-3, 3.0
"""Errors of a window, in logs; the most where nothing is known."""
_USUAL = 2.0
"""Departure that one dealer-month in twenty has, before the channel tells."""
_TAIL, _YEAR, _ENOUGH = 0.95, 12, 200


def steadiness(balance: Balance) -> Array:
    """Return (2 x FIGURES, dealers, months): log error of a window, and the channel's tail.

    The tail is the departure that one dealer-month in twenty of the year before had.
    """
    out = np.empty((2 * len(FIGURES), *balance.panel.shape))
    for at, name in enumerate(FIGURES):
        shift: Shift | None = getattr(balance, name)
        out[2 * at], out[2 * at + 1] = _unknown() if shift is None else _of(shift)
    return out


def unknown(shape: tuple[int, ...]) -> Array:
    """Return the same where nothing is known."""
    pairs = np.array(_unknown() * len(FIGURES))
    return np.broadcast_to(pairs[:, None, None], (2 * len(FIGURES), *shape))


def _unknown() -> tuple[float, float]:
    return float(np.log(_MOST)), _USUAL


def _of(shift: Shift) -> tuple[Array, Array]:
    departure = shift.departure[_WINDOW]
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.abs(shift.size[_WINDOW] / departure)
    error = np.where(np.isfinite(error), np.clip(error, _LEAST, _MOST), _MOST)
    return np.log(error), _tails(np.abs(departure))


def _tails(departure: Array) -> Array:
    """Return (months,): what one in twenty of the year before reached."""
    out = np.full(departure.shape[1], _USUAL)
    for month in range(departure.shape[1]):
        past = some_rows(departure[:, max(0, month - _YEAR) : month].T)
        known = past[~np.isnan(past)]
        if known.size > _ENOUGH:
            out[month] = np.quantile(known, _TAIL)
    return out
