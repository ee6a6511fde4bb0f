"""Spells: an order answers for all the months since the order before it.

A quarterly buyer's order is three months' goods and a catch-up after a gap is no jump, so
an order month is compared with the expectation summed since the previous order month.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel

Array = NDArray[np.float64]
LONGEST = 12
"""Months that one order can answer for; after a year of silence the past says little."""


def ordered(panel: Panel) -> NDArray[np.bool_]:
    """Return (dealers, months): whether the month's net amount is positive."""
    return np.nan_to_num(panel.sell_in_amount, nan=0.0) > 0


def spell_start(order_months: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return (dealers, months): the first month that an order in this month answers for."""
    months = np.arange(order_months.shape[1])
    last = np.maximum.accumulate(np.where(order_months, months, -1), axis=1)
    before = np.concatenate([np.full((last.shape[0], 1), -1), last[:, :-1]], axis=1)
    return np.asarray(np.maximum(before + 1, months - LONGEST + 1), dtype=np.int64)


def over_spell(monthly: Array, start: NDArray[np.int64]) -> Array:
    """Return the sum of a monthly figure from the spell's first month to this; NaN as zero.

    NaN where the present month's own figure is not known.
    """
    running = np.cumsum(np.where(np.isnan(monthly), 0.0, monthly), axis=1)
    padded = np.concatenate([np.zeros((monthly.shape[0], 1)), running], axis=1)
    total = running - np.take_along_axis(padded, start, axis=1)
    return np.where(np.isnan(monthly), np.nan, total)
