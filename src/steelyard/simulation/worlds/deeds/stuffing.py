"""Stuffing: goods bought before anybody wants them, which pile up in the dealer's own warehouse.

Plain: steadily, at quarter ends, or up to the next rebate step; the stock is reported as it is,
so that its cover rises, and some comes back later. Evading: part of the pile is left out of the
reports and a smaller part is reported as sold, so that the books nearly balance; the greater part
still lies there.
"""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Array, Flags
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.deed import Plan

LABEL = "inflated"
_BEYOND_PLAN = 1.5
"""A dealer that sees a step just out of its reach takes a little more for it."""


def do(course: Course, plan: Plan, rng: np.random.Generator) -> None:
    """Push, and where it evades deny part of the pile."""
    dealer, units = plan.dealer, plan.units(course)
    if plan.evades:
        course.by_the_books[dealer] = True
        course.invented_share[dealer] = rng.uniform(0.2, 0.4)
        course.denied_share[dealer] = rng.uniform(0.1, 0.4)
        course.pushed[dealer] = units
        return
    way = rng.choice(["steadily", "quarter ends", "steps"])
    course.rushed[dealer] = way != "steadily" or rng.random() < 0.5
    course.returns_pile[dealer] = rng.random() < 0.5
    if way != "steadily":
        units = _at_quarter_ends(units, course)
    if way == "steps":
        course.tops_up[dealer] = _BEYOND_PLAN * units
    else:
        course.pushed[dealer] = units


def _at_quarter_ends(units: Array, course: Course) -> Array:
    """Return the same units, each quarter's in its last month, if one ends in their time."""
    month = course.setting.months.astype(np.int64)
    last: Flags = (month % 3 == 2) & (units > 0)
    gathered = np.array([units[month // 3 == quarter].sum() for quarter in month // 3])
    return np.where(last, gathered, 0.0) if last.any() else units
