"""Calendar periods of one, three or twelve months, told at the month that closes them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines.calendar import month_of_year
from steelyard.facts.panel import Panel

Array = NDArray[np.float64]


def closes_period(panel: Panel, months: int) -> NDArray[np.bool_]:
    """Return (months,): the last months of the periods that lie wholly in the data."""
    whole = np.arange(panel.shape[1]) >= months - 1
    return np.asarray((month_of_year(panel) % months == 0) & whole)


def over_period(monthly: Array, months: int) -> Array:
    """Return the sum of this month and the `months` - 1 before it, unknown months as zero."""
    running: Array = np.cumsum(np.where(np.isnan(monthly), 0.0, monthly), axis=1)
    total = running.copy()
    total[:, months:] -= running[:, :-months]
    return total
