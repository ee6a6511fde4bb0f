"""Late payer: always, or in one weak season; it asks for nothing else."""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.rival import some_month

WEIGHT = 3.0


def happen(course: Course, dealer: int, others: Counts, rng: np.random.Generator) -> None:  # noqa: ARG001
    """Let payments be late."""
    if rng.random() < 0.5:
        course.late_days[dealer] += rng.uniform(15, 40)
        return
    start = some_month(course, rng, lasting=4)
    course.late_days[dealer, start : start + int(rng.integers(3, 9))] += rng.uniform(15, 50)
