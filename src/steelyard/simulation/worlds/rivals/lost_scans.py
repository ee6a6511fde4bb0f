"""Lost scans: a telephone breaks or an account is closed, and scans do not come; sales do."""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.rival import some_month

WEIGHT = 3.0


def happen(course: Course, dealer: int, others: Counts, rng: np.random.Generator) -> None:  # noqa: ARG001
    """Lose all scans or a part of them, for some months or from then on."""
    start = some_month(course, rng, lasting=4)
    lasts = int(rng.integers(2, 10)) if rng.random() < 0.5 else course.shape[1]
    kept = 0.0 if rng.random() < 0.5 else rng.uniform(0.2, 0.7)
    course.scanning[dealer, start : start + lasts] *= kept
