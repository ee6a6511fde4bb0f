"""When the demo's goods are ordered: summer, festivals, growth, and the closed days.

Order intensity per category and day, in multiples of an ordinary day. The festival dates
stand here as constants and not in a library, so that the example never changes.
"""

from __future__ import annotations

import datetime as dt

import numpy as np
from numpy.typing import NDArray

from steelyard.simulation.demo_channel.products import CATEGORIES

Array = NDArray[np.float64]

FIRST_DAY = dt.date(2023, 7, 1)
LAST_DAY = dt.date(2025, 12, 31)
DAYS = (LAST_DAY - FIRST_DAY).days + 1
HORIZON = DAYS + 100
"""The last orders are for days after the example ends, so demand is known that far."""

SPRING_FESTIVALS = (dt.date(2024, 2, 10), dt.date(2025, 1, 29), dt.date(2026, 2, 17))
MID_AUTUMNS = (dt.date(2023, 9, 29), dt.date(2024, 9, 17), dt.date(2025, 10, 6))
_CLOSED_BEFORE, _CLOSED_AFTER = 6, 8
_GROWTH_A_DAY = 0.0001


def day_of(date: dt.date) -> int:
    """Return the number of a date, counted from the first day of the example (0)."""
    return (date - FIRST_DAY).days


def closed_days() -> NDArray[np.bool_]:
    """Return (horizon,): where nobody orders, around Spring Festival."""
    days = np.arange(HORIZON)
    closed = np.zeros(HORIZON, dtype=bool)
    for festival in SPRING_FESTIVALS:
        away = days - day_of(festival)
        closed |= (away >= -_CLOSED_BEFORE) & (away <= _CLOSED_AFTER)
    return closed


def intensity() -> Array:
    """Return (categories, horizon): how much is ordered, 1 on an ordinary day."""
    days = np.arange(HORIZON)
    day_of_year = (days + FIRST_DAY.timetuple().tm_yday) % 365.25
    summer = np.cos(2 * np.pi * (day_of_year - 195) / 365.25)
    spring, autumn = _stocking_up(SPRING_FESTIVALS), _stocking_up(MID_AUTUMNS)
    growth = 1 + _GROWTH_A_DAY * days
    rows = [
        (1 + c.summer * summer) * (1 + c.spring_festival * spring + c.mid_autumn * autumn) * growth
        for c in CATEGORIES
    ]
    return np.where(closed_days(), 0.1, np.array(rows))


def _stocking_up(festivals: tuple[dt.date, ...]) -> Array:
    """Return (horizon,): 0 to 1, a triangle that peaks 25 days before each festival."""
    days = np.arange(HORIZON)
    bumps = [np.maximum(0.0, 1 - np.abs(day_of(f) - days - 25) / 20) for f in festivals]
    return np.asarray(np.max(bumps, axis=0), dtype=np.float64)
