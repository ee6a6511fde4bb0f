"""The months of a world and the season that all its dealers share.

Spring Festival moves between January and February, and with it the goods bought for it.
"""

from __future__ import annotations

import numpy as np

from steelyard.baselines.festivals import BUYING_DAYS, buying_days
from steelyard.simulation.worlds.arrays import Array, Counts, Months


def months_from(first: str, count: int) -> Months:
    """Return `count` months from the first, dtype datetime64[M]."""
    return np.datetime64(first, "M") + np.arange(count)


def days_in(months: Months) -> Counts:
    """Return (months,): how many days each month has."""
    length = (months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")
    return np.asarray(length.astype(np.int64))


def dates_of(months: Months, day: Counts | int) -> Months:
    """Return the date of that day (from 1) of each month, dtype datetime64[D]."""
    return after(months.astype("datetime64[D]"), np.asarray(day - 1))


def after(dates: Months, days: Counts) -> Months:
    """Return the dates so many days later."""
    return np.asarray(dates + days.astype("timedelta64[D]"))


def last_days(months: Months) -> Months:
    """Return (months,): the last day of each, dtype datetime64[D]."""
    return dates_of(months, days_in(months))


def season(months: Months, swing: float, peak: int, festival: float) -> Array:
    """Return (months,): demand as a multiple of an ordinary month's.

    `swing` is the height of the yearly wave, `peak` its month (1 to 12), `festival` how much
    more is bought in a month that is all before Spring Festival; before Mid-Autumn it is half.
    """
    of_year = months.astype(np.int64) % 12 + 1
    wave = 1 + swing * np.cos(2 * np.pi * (of_year - peak) / 12)
    days = buying_days("CN", months) / BUYING_DAYS
    before = days[0] + 0.5 * days[1:].sum(axis=0)
    return np.asarray(wave * (1 + festival * before), dtype=np.float64)
