"""Stock transfer: excess goods go to a friendly dealer without a word and are reported as sold.

The friend sells them in place of what it would have bought, or sells more because of them; or
they only lie in its warehouse. It may report what it really sells, so that more goes out of its
books than came in, or be complicit and keep the goods out of its reports.
"""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.deed import Plan

LABEL = "inflated"
_SAME_REGION = 0.4
_PARKED = 0.25
_SELLS_MORE = 0.3
_COMPLICIT = 0.4


def do(course: Course, plan: Plan, rng: np.random.Generator) -> int:
    """Move goods to a partner; return the partner."""
    dealer, units = plan.dealer, plan.units(course)
    partner = _partner(course, plan, rng)
    course.moved[dealer] = units
    course.partner[dealer] = partner
    course.complicit[partner] = rng.random() < (0.7 if plan.evades else _COMPLICIT)
    course.by_the_books[dealer] |= plan.evades
    if rng.random() < _PARKED:
        course.parked[dealer] = True
    elif rng.random() < _SELLS_MORE:
        course.demand[partner] += 0.7 * units
    return partner


def _partner(course: Course, plan: Plan, rng: np.random.Generator) -> int:
    """Return a dealer large enough to take the goods, of its own region or another.

    Where none is large enough it is the largest.
    """
    takes = course.demand.mean(axis=1)
    free = course.active.all(axis=1) & ~course.dishonest
    free &= ~np.isin(np.arange(len(free)), course.partner)
    free[plan.dealer] = False
    region = course.region[:, 0]
    near = (region == region[plan.dealer]) == (rng.random() < _SAME_REGION)
    enough = takes > 1.2 * plan.size * takes[plan.dealer]
    wished = (free & near & enough, free & enough, free)
    suits = next(dealers for dealers in wished if dealers.any())
    found = np.flatnonzero(suits)
    return int(found[takes[found].argmax()] if suits is free else rng.choice(found))
