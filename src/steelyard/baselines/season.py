"""The dealer's own season: what shift-share leaves, learned from earlier years.

The channel's season cancels in the expectation; a ski resort's does not. So the deviation
that the dealer had in the same season of earlier years is taken off, as far as such
deviations have come back before: the share kept is a reliability, learned from the pairs of
months one year apart, the dealer's own blended with the channel's (Spearman-Brown for the
mean of several years).

"The same season" of a month that a moving festival touches is the month of the earlier year
with the closest count of buying days before the festival, not the same calendar month.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines.festivals import buying_days
from steelyard.facts.panel import Months

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

YEARS = 3
"""Earlier years that are looked at."""
CLEARLY = 5
"""Days by which a neighbouring month must lie nearer before it replaces the same month."""
_CLIP = 1.5
"""A deviation of more than e^1.5 teaches no more than this of the season."""
_PRIOR_PAIRS = 12.0
"""Weight of the channel's reliability against the dealer's own, in pairs of months."""


def same_season(months: Months, country: str) -> Indices:
    """Return (YEARS, months): the index of each month's mate k + 1 years before; -1 for none."""
    days = buying_days(country, months)
    index = np.arange(months.size)
    out = np.full((YEARS, months.size), -1, dtype=np.int64)
    for year in range(YEARS):
        usual = index - 12 * (year + 1)
        out[year] = usual
        best = _distance(days, index, usual) - CLEARLY
        for shift in (-1, 1):
            away = _distance(days, index, usual + shift)
            nearer = (away < best) & (usual >= 0)
            out[year] = np.where(nearer, usual + shift, out[year])
            best = np.minimum(best, away)
    return np.maximum(out, -1)


def _distance(days: Indices, now: Indices, then: Indices) -> Array:
    """Return how far two months' buying days lie apart; infinite where `then` is no month."""
    known = (then >= 0) & (then < days.shape[1])
    apart = np.abs(days[:, now] - days[:, np.clip(then, 0, None)]).sum(axis=0)
    return np.where(known, apart, np.inf)


def own_season(deviation: Array, mates: Indices) -> Array:
    """Return (dealers, months): the part of the deviation that the season foretells.

    `deviation` is in logs, free of the dealer's level and the channel's month; NaN where
    unknown. Zero where no earlier year is known.
    """
    clipped = np.clip(deviation, -_CLIP, _CLIP)
    last_year = _at(clipped, mates[0])
    years, total = np.zeros(deviation.shape), np.zeros(deviation.shape)
    for mate in mates:
        if (mate >= 0).any():
            before = _at(clipped, mate)
            known = ~np.isnan(before)
            years += known
            total += np.where(known, before, 0.0)
    mean = total / np.maximum(years, 1)
    reliability = _reliability(clipped, last_year)
    weight = years * reliability / (1 + (years - 1) * reliability)
    return np.where(years > 0, weight * mean, 0.0)


def _at(values: Array, mate: Indices) -> Array:
    return np.where(mate >= 0, values[:, np.maximum(mate, 0)], np.nan)


def _reliability(now: Array, then: Array) -> Array:
    """Return (dealers, months): how well a deviation has foretold its mate, 0 to 0.9."""
    both = ~np.isnan(now) & ~np.isnan(then)
    product = _before(np.where(both, now * then, 0.0))
    square = _before(np.where(both, then**2, 0.0))
    pairs = np.maximum(_before(both.astype(np.float64)).sum(axis=0), 1.0)
    prior = _PRIOR_PAIRS / pairs
    over = product + prior * product.sum(axis=0)
    under = square + prior * square.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        raw = np.nan_to_num(over / under, nan=0.0)
    return np.asarray(np.clip(raw, 0.0, 0.9), dtype=np.float64)


def _before(values: Array) -> Array:
    return np.cumsum(values, axis=1) - values
