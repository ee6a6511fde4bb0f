"""Scan habit: a prize for scanning begins or ends at one dealer; scans change, sales do not."""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.rival import some_month

WEIGHT = 3.0


def happen(course: Course, dealer: int, others: Counts, rng: np.random.Generator) -> None:  # noqa: ARG001
    """Let the scan rate differ for some months."""
    start = some_month(course, rng, lasting=4)
    lasts = slice(start, start + int(rng.integers(3, 10)))
    course.scanning[dealer, lasts] *= np.exp(rng.choice([-1.0, 1.0]) * rng.uniform(0.2, 0.5))
