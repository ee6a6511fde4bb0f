"""From a monthly figure to departures by window: level, habit and own scale put together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.statistics.level_shift import Habit, Shift, level_shift, monthly_noise
from steelyard.statistics.own_scale import in_own_scale

Array = NDArray[np.float64]

_LEAST_DRIFT = 5e-4


def departed(
    figure: Array,
    between: float,
    sampling: Array | None = None,
    drift: float = 0.15,
    noise: float = 1.0,
) -> Shift:
    """Return how far each window's mean stands from the level before it, in the own scale.

    `between` is the variance of the level between dealers; `drift` that of its monthly step, as
    a share of a month's noise; `noise` a factor on the pooled noise for figures whose months
    share what is summed in them.
    """
    known = np.zeros_like(figure) if sampling is None else sampling
    channel, own = monthly_noise(figure, known)
    habit = Habit(between, channel * noise * drift + _LEAST_DRIFT, own * noise)
    shift = level_shift(figure, known, habit)
    return Shift(in_own_scale(shift.departure), shift.size)
