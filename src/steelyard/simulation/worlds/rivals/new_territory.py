"""New territory: the dealer moves to another region; the master data know only the last one."""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.rival import some_month

WEIGHT = 1.0


def happen(course: Course, dealer: int, others: Counts, rng: np.random.Generator) -> None:  # noqa: ARG001
    """Let the territory change."""
    month = some_month(course, rng, lasting=4)
    home = course.region[dealer, 0]
    course.region[dealer, month:] = rng.choice(
        np.delete(np.arange(len(course.setting.places)), home)
    )
