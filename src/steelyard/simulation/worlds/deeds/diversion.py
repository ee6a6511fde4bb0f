"""Diversion: goods sold into one to three other territories, which their dealers lose.

Sell-in and reported sell-out rise together and the books are true; only the places of the
scans tell.
"""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.deed import Plan

LABEL = "inflated"
_LEAST_LEFT = 0.3
"""Of the demand of a dealer that is sold into."""


def do(course: Course, plan: Plan, rng: np.random.Generator) -> None:
    """Sell away, and take the demand from the dealers there."""
    dealer, units = plan.dealer, plan.units(course)
    home = course.region[dealer, 0]
    others = np.delete(np.arange(len(course.setting.places)), home)
    chosen = rng.choice(others, min(len(others), int(rng.integers(1, 4))), replace=False)
    weights = rng.dirichlet(np.full(len(chosen), 5.0))
    course.diverted[dealer] = units
    course.destinations[dealer, chosen] = weights
    displaced = rng.uniform(0.5, 0.9)
    for place, weight in zip(chosen, weights, strict=True):
        there = course.region == place
        total = np.where(there, course.demand, 0.0).sum(axis=0)
        left = 1 - displaced * weight * units / np.maximum(total, 1.0)
        course.demand *= np.where(there, np.maximum(left, _LEAST_LEFT), 1.0)
