"""Newcomer: a dealer that joins within the time and grows into its size."""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.rival import some_month

WEIGHT = 4.0


def happen(course: Course, dealer: int, others: Counts, rng: np.random.Generator) -> None:  # noqa: ARG001
    """Let business begin late."""
    start = some_month(course, rng, lasting=6)
    grown = np.clip((np.arange(course.shape[1]) - start + 1) / rng.integers(2, 7), 0, 1)
    course.active[dealer, :start] = False
    course.demand[dealer] *= grown
