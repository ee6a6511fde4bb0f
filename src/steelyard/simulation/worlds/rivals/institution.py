"""Institution: a large order of one or two months, drunk where nobody scans."""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.rival import some_month

WEIGHT = 3.0


def happen(course: Course, dealer: int, others: Counts, rng: np.random.Generator) -> None:  # noqa: ARG001
    """Add sales that nobody scans."""
    start = some_month(course, rng, lasting=2)
    taken = slice(start, start + int(rng.integers(1, 3)))
    course.institutional[dealer, taken] += rng.uniform(0.3, 1.5) * course.demand[dealer, taken]
