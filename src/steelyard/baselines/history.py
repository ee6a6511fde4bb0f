"""Who has enough of a past to be judged by it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel

SETTLED_AFTER = 6
"""Months after its first order in which a newcomer is still building up."""
DATA_STARTS = 3
"""A dealer that orders in the data's first months was there before them."""
LEAST_ORDER_MONTHS = 3
GONE_AFTER = 9
"""Months without an order after which a dealer that returns starts anew."""


def newcomer(
    panel: Panel, order_months: NDArray[np.bool_], settled_after: int = SETTLED_AFTER
) -> NDArray[np.bool_]:
    """Return (dealers, months): first ordered, or returned, less than `settled_after` ago."""
    months = np.arange(panel.shape[1])
    last = np.maximum.accumulate(np.where(order_months, months, -1), axis=1)
    before = np.concatenate([np.full((last.shape[0], 1), -1), last[:, :-1]], axis=1)
    arrives = order_months & (before < 0) & (months >= DATA_STARTS)
    returns = order_months & (before >= 0) & (months - before > GONE_AFTER)
    began = np.maximum.accumulate(np.where(arrives | returns, months, -settled_after), axis=1)
    return np.asarray(months - began < settled_after)


def enough_past(panel: Panel, order_months: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return (dealers, months): at least three earlier order months and no newcomer."""
    before: NDArray[np.int64] = np.cumsum(order_months, axis=1) - order_months
    return np.asarray((before >= LEAST_ORDER_MONTHS) & ~newcomer(panel, order_months))
