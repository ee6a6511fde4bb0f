"""Festivals that move through the calendar, and the days of buying before them.

Spring Festival falls between 21 January and 20 February, Mid-Autumn between 7 September and
8 October: the goods bought for it fall into one month or the other. Dates come from the
`holidays` package; a festival moves if its date wanders by more than ten days over the years.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np
from numpy.typing import NDArray

Months = NDArray[np.datetime64]

BUYING_DAYS = 28
"""Days before a festival in which goods are bought for it."""
_SAMPLE = range(2008, 2036)
_WANDERS = 10
_SAME_FEAST = 7
"""Names whose days lie this near (the eve, the second day) are one festival."""


def _first_days(country: str, years: range) -> dict[str, dict[int, dt.date]]:
    """Return, per holiday name and year, its first day."""
    import holidays

    found: dict[str, dict[int, dt.date]] = {}
    calendar = holidays.country_holidays(country, years=years, observed=False)
    for day, names in sorted(calendar.items()):
        for name in names.split("; "):
            found.setdefault(name, {}).setdefault(day.year, day)
    return found


def _day_of_year(days: dict[int, dt.date]) -> list[int]:
    return [day.timetuple().tm_yday for day in days.values()]


@cache
def moving_festivals(country: str) -> tuple[str, ...]:
    """Return the names of the country's moving festivals, in the order of the year."""
    if not country:
        return ()
    moving: list[tuple[float, int, str]] = []
    for name, days in _first_days(country, _SAMPLE).items():
        places = _day_of_year(days)
        if len(days) >= len(_SAMPLE) // 2 and max(places) - min(places) > _WANDERS:
            moving.append((sum(places) / len(places), len(days), name))
    kept: list[tuple[float, int, str]] = []
    for feast in sorted(moving):
        if not kept or feast[0] - kept[-1][0] > _SAME_FEAST:
            kept.append(feast)
        elif feast[1] > kept[-1][1]:
            # The eve was a holiday in some years only; the feast itself was in all of them.
            kept[-1] = feast
    return tuple(name for _, _, name in kept)


@cache
def _dates(country: str, first_year: int, last_year: int) -> tuple[tuple[dt.date, ...], ...]:
    names = moving_festivals(country)
    days = _first_days(country, range(first_year, last_year + 1)) if names else {}
    return tuple(tuple(days.get(name, {}).values()) for name in names)


def festival_dates(country: str, months: Months) -> tuple[tuple[dt.date, ...], ...]:
    """Return, per moving festival, its dates from the first month's year to the last's next."""
    if not country or months.size == 0:
        return ()
    years = months.astype("datetime64[Y]").astype(int) + 1970
    return _dates(country, int(years[0]), int(years[-1]) + 1)


def buying_days(country: str, months: Months) -> NDArray[np.int64]:
    """Return (festivals, months): how many of the month's days lie just before the festival."""
    festivals = festival_dates(country, months)
    out = np.zeros((len(festivals), months.size), dtype=np.int64)
    for row, dates in enumerate(festivals):
        for date in dates:
            for back in range(1, BUYING_DAYS + 1):
                day = np.datetime64(date - dt.timedelta(days=back), "M")
                out[row] += months == day
    return out
