"""Border: a dealer at the edge of its territory, whose goods have always been drunk beyond it."""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course

WEIGHT = 4.0


def happen(course: Course, dealer: int, others: Counts, rng: np.random.Generator) -> None:  # noqa: ARG001
    """Let much be consumed away, in every month."""
    course.away[dealer] = rng.uniform(0.2, 0.5)
