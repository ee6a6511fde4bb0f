"""Promotion: planned and recorded; demand jumps for a month and dips in the next."""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course, Promotion
from steelyard.simulation.worlds.rival import some_month

WEIGHT = 3.0


def happen(course: Course, dealer: int, others: Counts, rng: np.random.Generator) -> None:  # noqa: ARG001
    """Plan a promotion and let demand follow it."""
    month = some_month(course, rng, lasting=2)
    lift = rng.uniform(0.3, 1.2)
    course.promotions.append(Promotion(month, dealer=dealer))
    course.demand[dealer, month] *= 1 + lift
    course.demand[dealer, month + 1 : month + 2] *= 1 - 0.4 * min(lift, 1.0)
