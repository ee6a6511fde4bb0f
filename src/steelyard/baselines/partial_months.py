"""Months whose last days are not there yet: an export drawn on the 12th is no collapse."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines.calendar import days_in_month
from steelyard.baselines.festivals import festival_dates
from steelyard.facts.panel import Panel
from steelyard.settings import Settings
from steelyard.statistics.trailing import trailing_median

_MISSING = 8
"""Days without any order in the whole channel, beyond its habit, that end a partial month."""
_HOLIDAY = 7
"""Days before a festival in which a channel may already have stopped ordering."""


def partial_months(panel: Panel, settings: Settings) -> NDArray[np.bool_]:
    """Return (months,): whether the month breaks off more than eight days before its end.

    A thin channel that never orders late is measured against its own habit, and a month
    that ends in a festival's holidays is complete.
    """
    if panel.channel_last_day.size == 0:
        return np.zeros(panel.shape[1], dtype=np.bool_)
    left = (days_in_month(panel) - panel.channel_last_day).astype(np.float64)
    habit = np.nan_to_num(trailing_median(left[None, :])[0], nan=0.0)
    partial = left - habit > _MISSING
    partial |= panel.channel_last_day == 0
    return np.asarray(partial & ~_festive_end(panel, settings))


def _festive_end(panel: Panel, settings: Settings) -> NDArray[np.bool_]:
    """Return (months,): a festival fell on the days without orders, or just after them."""
    out = np.zeros(panel.shape[1], dtype=np.bool_)
    ends = (panel.months + 1).astype("datetime64[D]")
    stopped = panel.months.astype("datetime64[D]") + panel.channel_last_day
    for dates in festival_dates(settings.festivals, panel.months):
        for date in dates:
            day = np.datetime64(date)
            near = (day >= stopped - 1) & (day < ends + _HOLIDAY)
            within = day <= stopped + np.timedelta64(2 * _HOLIDAY, "D")
            out |= near & within & (panel.channel_last_day > 0)
    return out
