"""An outlier detector fitted anew every quarter, on nothing later than what it judges.

Each month is handed to it by itself: ECOD ranks what it judges together, so a batch of several
months would let the later ones speak about the earlier.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.facts import MonthlyFacts
from steelyard.scorecard.features import features
from steelyard.scorecard.rival import LeftOut
from steelyard.words import Message

EVERY = 3
"""Months between two fits."""
FEWEST = 30
"""Dealer-months to fit on; with fewer nothing is judged yet."""

Array = NDArray[np.float64]


def detector(module: str, name: str) -> Callable[..., Any]:
    """Return a detector of PyOD, which is read only now; LeftOut where it is not installed."""
    try:
        found: Callable[..., Any] = getattr(import_module(module), name)
    except ModuleNotFoundError:
        raise LeftOut(Message("scorecard.no_pyod")) from None
    return found


def refitted(facts: MonthlyFacts, make: Callable[[], Any]) -> Array:
    """Return (dealers, months) decision scores; NaN where the dealer has no feature known."""
    values = features(facts)
    out, last = np.full(facts.alive.shape, np.nan), facts.months.size
    for begin in range(0, last, EVERY):
        judge = _fitted(_known_rows(values[:, : begin + 1]), make)
        if judge is None:
            continue
        for month in range(begin, min(begin + EVERY, last)):
            now = np.isfinite(values[:, month]).any(axis=1)
            if now.any():
                out[now, month] = judge(values[now, month])
    return out


def _known_rows(values: Array) -> Array:
    """Return the dealer-months with any feature known, (rows, features)."""
    return values[np.isfinite(values).any(axis=2)]


def _fitted(past: Array, make: Callable[[], Any]) -> Callable[[Array], Array] | None:
    """Return what judges rows after a fit on the past; None where that is too short.

    A feature that nobody has had yet is left out, and what is unknown of a dealer-month
    stands at the usual value, which sticks out nowhere.
    """
    if len(past) < FEWEST:
        return None
    had = np.isfinite(past).any(axis=0)
    usual = np.nanmedian(past[:, had], axis=0)

    def filled(rows: Array) -> Array:
        return np.where(np.isnan(rows[:, had]), usual, rows[:, had])

    fitted = make().fit(filled(past))
    return lambda rows: np.asarray(fitted.decision_function(filled(rows)), dtype=np.float64)
