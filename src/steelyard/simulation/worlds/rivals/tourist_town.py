"""Tourist town: in the season visitors buy more, and scan at home."""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course

WEIGHT = 3.0


def happen(course: Course, dealer: int, others: Counts, rng: np.random.Generator) -> None:  # noqa: ARG001
    """Let demand and the share consumed away rise in the season."""
    months = course.setting.months.astype(np.int64) % 12
    high = np.clip(np.sin(2 * np.pi * (months - rng.integers(0, 12)) / 12), 0, 1)
    course.away[dealer] = np.clip(course.away[dealer] + rng.uniform(0.1, 0.4) * high, 0, 0.7)
    course.demand[dealer] *= 1 + 0.5 * high
