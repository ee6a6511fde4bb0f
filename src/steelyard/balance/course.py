"""The channel's course: what a month did to all dealers, season and festivals among it.

It is the month's median step away from the dealers' own recent levels, so that it needs no year
of history and looks at nothing later.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_KEEPS = 0.7
"""How much of a dealer's level is left after another month."""
_ENOUGH = 8
"""Dealers with a figure: among fewer the median is one of them, and nothing is taken off."""


def channel_course(figure: Array) -> Array:
    """Return (months,): the channel's part of a figure that adds up, such as a logarithm.

    `figure` is (dealers, months); NaN months are passed over.
    """
    course, level = np.zeros(figure.shape[1]), np.full(figure.shape[0], np.nan)
    for month in range(figure.shape[1]):
        step = figure[:, month] - level
        known = step[~np.isnan(step)]
        before = course[month - 1] if month else 0.0
        course[month] = np.median(known) if known.size >= _ENOUGH else before
        now = figure[:, month] - course[month]
        moved = np.where(np.isnan(now), level, _KEEPS * level + (1 - _KEEPS) * now)
        level = np.where(np.isnan(level), now, moved)
    return course
