"""Fabricated sell-out: more is bought than the market takes, and the excess is reported as sold.

Reported stock is lowered to match, so that the books balance to the unit. The real goods pile
up: where audits see most of them, or, evading, half of them elsewhere.
"""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.deed import Plan

LABEL = "inflated"


def do(course: Course, plan: Plan, rng: np.random.Generator) -> None:
    """Push, and report all of it as sold."""
    dealer = plan.dealer
    course.pushed[dealer] = plan.units(course)
    course.by_the_books[dealer] = True
    course.invented_share[dealer] = 1.0
    course.hidden_share[dealer] = rng.uniform(0.4, 0.6) if plan.evades else rng.uniform(0.0, 0.2)
    course.rushed[dealer] = not plan.evades and rng.random() < 0.5
