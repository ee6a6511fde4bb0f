"""Has a dealer's level moved? Each of several window lengths is asked at once.

A figure that a dealer keeps up (scans for each unit it says it sold, months of stock) is taken
for a local level: it starts near that of its peers, drifts a little from month to month and is
read with error (Harvey 1989, Forecasting, structural time series models and the Kalman filter,
ch. 2). A lie that began L months ago moves the mean of the last L months away from the level
before them. So for each L the departure is that difference in its standard error: the
generalised likelihood ratio of a step L months ago (Willsky & Jones 1976).

The level before a window is learned from the months before it only: neither the tested month
nor any other of its window enters it, and nothing looks ahead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.statistics.moving_median import median_near

Array = NDArray[np.float64]

LAGS = (1, 2, 3, 5, 8, 12, 18)
"""Months up to the judged one that a window holds."""
WITHIN_A_YEAR = 6
"""How many of LAGS hold a year or less. By the longer one nothing is read; it only tells whether
what was told before still lasts."""
LEAST_NOISE = 1e-3
"""Variance of a month's error at the least: a twentieth up or down is nobody's lie."""
FEWEST = 3
"""Months before a window that must be known, or half as many as the window has."""
FIRST_NOISE = 0.02
"""The same before anything is known of the channel."""
_YEAR = 12
_FEW = 20
_MEDIAN = 0.6745
"""The median of the size of a standard normal variable."""
_BORROWED = 3.0
"""Steps that the channel's noise counts for beside a row's own."""
_WILD = 36.0
"""Times the channel's variance beyond which a step tells no more."""
ENOUGH = 10_000
"""Values from which a channel's median is steady to two hundredths; of more, a part is asked."""
_MOST = 2.5
"""Standard errors beyond which a month moves the level no further: one month is no level."""
_SETTLED = 6
"""Known months from which a level is settled; before, it goes wherever the months are."""
_MIDDLE_ERROR = np.pi / 2
"""Variance of a median over that of a mean, of many normal months."""
_STEADIER = 4.0
"""A row is never taken for steadier than this part of the channel's variance."""


@dataclass(frozen=True)
class Habit:
    """How levels of this kind behave; variances, in the square of the figure's unit."""

    between: float
    """Of the level between dealers, before anything is known of the dealer itself."""
    drift: Array
    """(months,): of the level's step to that month."""
    noise: Array
    """(rows, months): of the month about the level, beyond what the sampling explains."""


@dataclass(frozen=True)
class Shift:
    """(windows, rows, months) each; NaN where the month is unknown."""

    departure: Array
    """In standard errors; above 0 where the window stands higher than the level before it."""
    size: Array
    """The same in the figure's unit."""


def level_shift(
    figure: Array,
    sampling: Array,
    habit: Habit,
    lags: tuple[int, ...] = LAGS,
    *,
    middle: bool = False,
) -> Shift:
    """Return how far the mean of the last L months stands from the level before, for each L.

    `figure` and `sampling` (the variance that each month is known with) are (rows, months);
    NaN months are passed over. NaN too where too few months before the window are known: a
    level that one month taught is no level. With `middle` it is not the mean but the middle
    month that is held against the level: one month or two, however far off, do not move it.
    """
    middles = [_middle(figure, lag) for lag in lags] if middle else []
    worth = _MIDDLE_ERROR if middle else 1.0
    # Month by month, so that a month of all rows lies together in memory.
    figure, variance = figure.T, (sampling + habit.noise).T
    known = ~np.isnan(figure)
    weight = np.where(known, 1.0 / variance, 0.0)
    value = np.where(known, figure, 0.0)
    level, doubt = _levels(value, weight, habit)
    weights, sums, past = _running(weight), _running(weight * value), _running(known)
    size = np.full((len(lags), *figure.shape), np.nan)
    departure = size.copy()
    for month in range(figure.shape[0]):
        for row, lag in enumerate(lags):
            first = max(month - lag + 1, 0)
            enough = known[month] & (past[first] >= max(FEWEST, lag // 2))
            total = np.where(enough, weights[month + 1] - weights[first], np.nan)
            mean = (sums[month + 1] - sums[first]) / total
            size[row, month] = (middles[row][month] if middle else mean) - level[first]
            error = doubt[first] + habit.drift[month] * (month + 1 - first) / 2 + worth / total
            departure[row, month] = np.where(enough, size[row, month], np.nan) / np.sqrt(error)
    return Shift(departure.swapaxes(1, 2), size.swapaxes(1, 2))


def monthly_noise(figure: Array, sampling: Array) -> tuple[Array, Array]:
    """Return the variance of a month about its level, as known before that month.

    First the channel's, (months,), then each row's own, (rows, months), shrunk towards it. Both
    come from steps between neighbouring months of the year before, less what sampling
    explains; half of a step's variance is each month's. The channel's is a median, which the
    few who lie do not move; a row's own is a mean, winsorised.
    """
    steps = np.diff(figure, axis=1, prepend=np.nan)
    explained = sampling + np.concatenate([sampling[:, :1], sampling[:, :-1]], axis=1)
    channel = _channel_noise(np.abs(steps), explained)
    known = ~np.isnan(steps)
    most = 2 * _WILD * channel + explained
    squares = np.where(known, np.minimum(np.nan_to_num(steps) ** 2, most) - explained, 0.0) / 2
    total, count = (_year_before(values) for values in (squares, known.astype(np.float64)))
    own = (_BORROWED * channel + total) / (_BORROWED + count)
    return channel, np.maximum(own, channel / _STEADIER)


def _channel_noise(steps: Array, explained: Array) -> Array:
    # What is asked of both are the same rows, as the same values are known.
    explained = np.where(np.isnan(steps), np.nan, explained)
    steps, explained = np.ascontiguousarray(steps.T), np.ascontiguousarray(explained.T)
    noise, whole, sampled = np.full(steps.shape[0], FIRST_NOISE), 0.0, 0.0
    for month in range(2, steps.shape[0]):
        past = slice(max(1, month - _YEAR), month)
        step, of_step = (some_rows(values[past]) for values in (steps, explained))
        if np.count_nonzero(~np.isnan(step)) < _FEW:
            noise[month] = noise[month - 1]
            continue
        whole = median_near(step, whole)
        sampled = median_near(of_step, sampled)
        noise[month] = max(((whole / _MEDIAN) ** 2 - sampled) / 2, LEAST_NOISE)
    return noise


def some_rows(values: Array) -> Array:
    """Return of (months, rows) every known row, or every second, third, ...: for a median.

    Rows of which nothing is known in these months are passed over before it is counted: which
    of the others are asked must not depend on who begins later.
    """
    if values.size < ENOUGH:
        return values
    known = np.flatnonzero((values == values).any(axis=0))
    return values[:, known[:: 1 + values.shape[0] * known.size // ENOUGH]]


def _year_before(values: Array) -> Array:
    """Return the sum over the twelve months before each, (rows, months)."""
    running = _running(values.T)
    month = np.arange(values.shape[1])
    return np.asarray((running[month] - running[np.maximum(month - _YEAR, 0)]).T)


def _levels(figure: Array, weight: Array, habit: Habit) -> tuple[Array, Array]:
    """Return the level and its variance before each month, (months + 1, rows).

    A month far off moves a settled level no further than _MOST errors, unless the last month that
    was known lay as far off on the same side: one month is no level, two may be.
    """
    level = np.zeros((figure.shape[0] + 1, figure.shape[1]))
    doubt = np.full(level.shape, habit.between)
    side = np.zeros(figure.shape[1])
    many = np.zeros(figure.shape[1])
    for month in range(figure.shape[0]):
        prior = doubt[month] + (habit.drift[month] if month else 0.0)
        gain = prior * weight[month] / (1.0 + prior * weight[month])
        known = weight[month] > 0
        news = np.where(known, figure[month] - level[month], 0.0)
        most = _MOST * np.sqrt(prior + 1.0 / np.where(known, weight[month], 1.0))
        far = np.sign(news) * (np.abs(news) > most)
        once = (many >= _SETTLED) & (far != 0) & (far != side)
        level[month + 1] = level[month] + gain * np.where(once, far * most, news)
        doubt[month + 1] = prior * (1.0 - gain)
        side, many = np.where(known, far, side), many + known
    return level, doubt


def _middle(figure: Array, lag: int) -> Array:
    """Return the median of the known months among the last `lag`, (months, rows)."""
    reach = [np.roll(figure, back, axis=1) for back in range(lag)]
    for back, moved in enumerate(reach):
        moved[:, :back] = np.nan
    ordered = np.sort(np.stack(reach), axis=0)  # NaN comes last
    known = np.maximum(np.count_nonzero(~np.isnan(ordered), axis=0), 1)
    low, high = ((known - 1) // 2)[None], (known // 2)[None]
    ends = [np.take_along_axis(ordered, which, axis=0)[0] for which in (low, high)]
    return np.asarray((ends[0] + ends[1]).T / 2)


def _running(values: NDArray[np.generic]) -> Array:
    """Return (months + 1, rows): the sum before each month."""
    out = np.zeros((values.shape[0] + 1, values.shape[1]))
    np.cumsum(values, axis=0, out=out[1:])
    return out
