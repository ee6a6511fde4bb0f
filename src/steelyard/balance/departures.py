"""From a monthly figure to departures by window: level, habit and own scale put together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.statistics.level_shift import LAGS, Habit, Shift, level_shift, monthly_noise
from steelyard.statistics.own_scale import in_own_scale

Array = NDArray[np.float64]

_LEAST_DRIFT = 5e-4


def departed(
    figure: Array,
    between: float,
    sampling: Array | None = None,
    drift: float = 0.15,
    noise: float = 1.0,
    *,
    slips: bool = False,
    lasting: bool = False,
) -> Shift:
    """Return how far each window's mean stands from the level before it, in the own scale.

    `between` is the variance of the level between dealers; `drift` that of its monthly step, as
    a share of a month's noise; `noise` a factor on the pooled noise for figures whose months
    share what is summed in them. `slips` says that what is missing in one month may be made up
    in the next (a report that came late): then a window must stand out with the month before it
    as well. `lasting` asks for more than one month's outlier: a window stands out only where its
    middle month does too.
    """
    known = np.zeros_like(figure) if sampling is None else sampling
    channel, own = monthly_noise(figure, known)
    habit = Habit(between, channel * noise * drift + _LEAST_DRIFT, own * noise)
    shift = level_shift(figure, known, habit)
    departure = shift.departure
    if slips:
        longer = tuple(lag + 1 for lag in LAGS)
        departure = _smaller(departure, level_shift(figure, known, habit, longer).departure)
    if lasting:
        middle = level_shift(figure, known, habit, middle=True)
        departure = _smaller(departure, middle.departure)
    return Shift(in_own_scale(departure), shift.size)


def _smaller(one: Array, other: Array) -> Array:
    """Return the smaller departure of both, 0 where they disagree in direction."""
    smaller = np.sign(one) * np.minimum(np.abs(one), np.abs(other))
    return np.where(one * other < 0, 0.0, np.where(np.isnan(other), one, smaller))
