"""Scans outside the territory: their share against the dealer's own past and season.

A border dealer always has many, a tourist town has them every summer: neither is a change. So
the share is held against the dealer's own level, and where there is a year's past against the
same months of the year before as well; the smaller of the two departures counts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.beside import beside_channel
from steelyard.balance.windows import running, within
from steelyard.statistics.level_shift import LAGS, Habit, Shift, level_shift, monthly_noise
from steelyard.statistics.own_scale import in_own_scale

Array = NDArray[np.float64]

_WORTH = 10.0
"""Scans at the channel's share that a dealer's month is shrunk with."""
_FEWEST = 3
_BETWEEN = 0.5
_DRIFT, _LEAST_DRIFT = 0.15, 5e-4
_YEAR = 12
_YEARS_DIFFER = 0.05


def away_shift(scans: Array, away: Array) -> Shift:
    """Return how far the log odds of a scan being away stand above their level before.

    Both (dealers, months): all scans of the dealer's units, and those outside its territory.
    """
    figure, sampling = _log_odds(scans, away)
    channel, noise = monthly_noise(figure, sampling)
    habit = Habit(_BETWEEN, channel * _DRIFT + _LEAST_DRIFT, noise)
    shift = level_shift(figure, sampling, habit)
    departure = _no_more_than_last_year(shift.departure, figure, sampling + noise)
    return Shift(in_own_scale(departure), shift.size)


def _log_odds(scans: Array, away: Array) -> tuple[Array, Array]:
    share = np.cumsum(away.sum(axis=0)) / np.maximum(np.cumsum(scans.sum(axis=0)), 1.0)
    shrunk = (away + _WORTH * share) / (scans + _WORTH)
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = np.log(shrunk / (1 - shrunk))
    known = (scans >= _FEWEST) & np.isfinite(odds)
    figure = beside_channel(np.where(known, odds, np.nan))
    return figure, 1.0 / np.maximum(scans * shrunk * (1 - shrunk), 0.5)


def _no_more_than_last_year(departure: Array, figure: Array, variance: Array) -> Array:
    """Return departures, none above that from the same window a year ago."""
    out = departure.copy()
    weight = np.where(np.isnan(figure), 0.0, 1.0 / variance)
    weights, sums = running(weight), running(weight * np.nan_to_num(figure))
    for row, lag in enumerate(LAGS):
        total = within(weights, lag)
        safe = np.maximum(total, 1e-9)
        mean = within(sums, lag) / safe
        error = 1.0 / safe[:, _YEAR:] + 1.0 / safe[:, :-_YEAR] + _YEARS_DIFFER
        year = np.maximum((mean[:, _YEAR:] - mean[:, :-_YEAR]) / np.sqrt(error), -1.0)
        both = (total[:, _YEAR:] > 0) & (total[:, :-_YEAR] > 0)
        now = departure[row, :, _YEAR:]
        out[row, :, _YEAR:] = np.where(both, np.minimum(now, year), now)
    return out
