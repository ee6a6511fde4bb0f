"""Growth: new outlets, so that demand, orders, sell-out and scans rise together and stay."""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.rival import some_month

WEIGHT = 8.0


def happen(course: Course, dealer: int, others: Counts, rng: np.random.Generator) -> None:  # noqa: ARG001
    """Let demand rise for good."""
    months = np.arange(course.shape[1])
    risen = np.clip((months - some_month(course, rng, lasting=6) + 1) / rng.integers(1, 9), 0, 1)
    course.demand[dealer] *= 1 + rng.uniform(0.2, 1.2) * risen
