"""Stuffing: goods bought before anybody wants them, which pile up in the dealer's own warehouse.

Plain: steadily, or at quarter ends for the rebate, and the stock is reported as it is, so that
its cover rises. Evading: part of the pile is left out of the reports and a smaller part is
reported as sold, so that the books nearly balance; the greater part still lies there.
"""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Array
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.deed import Plan

LABEL = "inflated"
_AT_QUARTER_ENDS = 0.4


def do(course: Course, plan: Plan, rng: np.random.Generator) -> None:
    """Push, and where it evades deny part of the pile."""
    dealer, units = plan.dealer, plan.units(course)
    if plan.evades:
        course.by_the_books[dealer] = True
        course.invented_share[dealer] = rng.uniform(0.2, 0.4)
        course.denied_share[dealer] = rng.uniform(0.1, 0.4)
    elif rng.random() < _AT_QUARTER_ENDS:
        units = _at_quarter_ends(units, course)
        course.rushed[dealer] = True
    else:
        course.rushed[dealer] = rng.random() < 0.5
    course.pushed[dealer] = units


def _at_quarter_ends(units: Array, course: Course) -> Array:
    """Return the same units, each quarter's in its last month; as they were where none ends."""
    months = course.setting.months
    quarter = months.astype("datetime64[M]").astype(np.int64) // 3
    ends = months.astype(np.int64) % 3 == 2
    gathered = np.array([units[quarter == one].sum() for one in quarter])
    moved = np.where(ends, gathered, 0.0)
    return moved if moved.any() else units
