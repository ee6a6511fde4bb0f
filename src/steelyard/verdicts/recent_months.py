"""Recent months: how much of a score is the month's own, and how much that of the months before it.

A report that came late or a bulk sale stands out in a month and is gone; a lie stands out again
the next month. The mean of the last months' scores is the simplest filter that knows this: on
made worlds trees over means of all lengths did no better. No month looks at later ones.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

MONTHS = 6
"""The judged month and those before it."""


def with_recent(score: Array, part: float) -> Array:
    """Return (dealers, months): the month's score, and for that part the mean of the last months.

    Of the first months it is the mean of those there are.
    """
    running = np.pad(np.cumsum(score, axis=1), ((0, 0), (1, 0)))
    month = np.arange(score.shape[1])
    first = np.maximum(month + 1 - MONTHS, 0)
    mean = (running[:, 1:] - running[:, first]) / (month + 1 - first)
    return np.asarray((1 - part) * score + part * mean)


def parts(month: Indices, part: float) -> tuple[Indices, Array]:
    """Return the months that scores are made of, the judged one first, and how much of it each is.

    Both (cells, MONTHS); for those before the first month 0, and month 0.
    """
    back = np.arange(MONTHS)
    before = month[:, None] - back
    weight = np.where(before >= 0, part / np.minimum(month + 1, MONTHS)[:, None], 0.0)
    weight[:, 0] += 1 - part
    return np.maximum(before, 0), weight
