"""Helping out: honest neighbours hand each other goods now and then, and declare it.

The goods keep the codes of whom they were shipped to, so that scans name the giver.
"""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.course import Course, Gift

_A_MONTH = 0.012
"""Share of dealers that another one of their region helps out."""
_NEEDED = (0.1, 0.5)
"""Months of the taker's sales that it is helped over."""
_MOST_GIVEN = 0.3
"""Of the giver's stock."""


def help_out(course: Course) -> None:
    """Write the declared moves between honest dealers on the course, after everything else."""
    rng = course.setting.stream("helping")
    free = course.active.all(axis=1) & ~course.dishonest
    merged = [dealer for gift in course.gifts for dealer in (gift.giver, gift.taker)]
    free[[*course.partner[course.partner >= 0], *merged]] = False
    region = course.setting.habits.region
    for month in range(1, course.shape[1]):
        for taker in np.flatnonzero(free & (rng.random(len(free)) < _A_MONTH)).tolist():
            near = np.flatnonzero(free & (region == region[taker]))
            near = near[near != taker]
            if len(near):
                giver = int(rng.choice(near))
                course.gifts.append(Gift(month, giver, taker, _share(course, giver, taker, rng)))


def _share(course: Course, giver: int, taker: int, rng: np.random.Generator) -> float:
    """Return the part of the giver's stock that helps the taker over some weeks."""
    habits = course.setting.habits
    needed = rng.uniform(*_NEEDED) * habits.size[taker]
    return float(min(needed / (habits.cover[giver] * habits.size[giver]), _MOST_GIVEN))
