"""Sloppy books: honest, but noisy, late at the cut-off, sometimes two months in one report."""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course

WEIGHT = 4.0


def happen(course: Course, dealer: int, others: Counts, rng: np.random.Generator) -> None:  # noqa: ARG001
    """Let reports and counts be rough."""
    course.by_the_books[dealer] = False
    course.report_noise[dealer] = rng.uniform(0.05, 0.15)
    course.count_noise[dealer] = rng.uniform(0.05, 0.20)
    course.slip[dealer] = rng.uniform(0.05, 0.20)
    course.held_over[dealer] = rng.random(course.shape[1]) < rng.uniform(0.03, 0.12)
