"""Festival stock: before Spring Festival it lays in more than others, and sells it off after."""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course

WEIGHT = 3.0


def happen(course: Course, dealer: int, others: Counts, rng: np.random.Generator) -> None:  # noqa: ARG001
    """Let the target of stock rise in December and January."""
    month = course.setting.months.astype(np.int64) % 12
    more = rng.uniform(0.4, 1.0)
    course.cover[dealer] += more * np.where(month == 0, 1.0, np.where(month == 11, 0.6, 0.0))
