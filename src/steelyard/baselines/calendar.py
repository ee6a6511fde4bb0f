"""The panel's months in the calendar: their place in the year and their length."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel


def month_of_year(panel: Panel) -> NDArray[np.int64]:
    """Return (months,): 1 for January to 12 for December."""
    return np.asarray(panel.months.astype("datetime64[M]").astype(np.int64) % 12 + 1)


def days_in_month(panel: Panel) -> NDArray[np.int64]:
    """Return (months,): how many days each month has."""
    after = (panel.months + 1).astype("datetime64[D]")
    return np.asarray((after - panel.months.astype("datetime64[D]")).astype(np.int64))
