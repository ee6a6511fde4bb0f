"""Merger: the dealer takes over another honest one, with its goods, declared, and its demand."""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course, Gift
from steelyard.simulation.worlds.rival import some_month

WEIGHT = 1.0


def happen(course: Course, dealer: int, others: Counts, rng: np.random.Generator) -> None:
    """Let another dealer end and hand over all it has."""
    if len(others) == 0:
        return
    month = some_month(course, rng, lasting=4)
    ended = int(rng.choice(others))
    course.demand[dealer, month:] += course.demand[ended, month:]
    course.active[ended, month:] = False
    course.gifts.append(Gift(month, giver=ended, taker=dealer, share=1.0))
