"""Whether goods that surface outside the territory gather in a few places.

Goods that are sold into another territory surface there. Goods that travellers carry home
surface everywhere, as neighbourhood and population have it. So the scans of each place are held
against several honest ways in which the same number of scans could have spread: as those of
the region's other dealers do, as the population does, as the dealer's own did before, or half
and half. What no honest way explains is the departure, and its place is named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.places import Places, summed
from steelyard.balance.runs import Runs
from steelyard.statistics.level_shift import LAGS
from steelyard.statistics.own_scale import in_own_scale

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

_PAST = 18
_PRIOR = 6.0
"""Scans, spread as the region's are, that a dealer's own past is filled up with."""
_UNEVEN = 0.35
"""Honest spread of a place's share, as a coefficient of variation."""
_FEWEST = 3
_AS_CLEAR = 0.5
"""Of places that stand out at least so much of the most conspicuous one, the fullest is named."""
_WORTH_ASKING = 1.0
"""Departure of the away share from which its places are asked."""


@dataclass(frozen=True)
class Destinations:
    """(windows, dealers, months) each."""

    departure: Array
    """Of the most conspicuous place from the best honest way; NaN where not asked."""
    place: Indices
    """The place with most of the excess among the conspicuous, -1 for none."""
    scans: Array
    """Scans there in the window."""
    expected: Array
    """Scans that the best honest way foretells there."""


@dataclass(frozen=True)
class _Spread:
    """What is known of how away scans spread, before any window is asked."""

    away: Places
    own: Indices
    """(dealers,): their territories."""
    neighbourhood: Indices
    """(pairs,): one number for each pair of territory and place."""
    by_neighbourhood: Array
    """(months + 1, neighbourhoods): away scans of the territory's dealers there."""
    by_territory: Array
    """(months + 1, regions): their away scans anywhere."""
    by_dealer: Array
    """(months + 1, dealers): each dealer's away scans anywhere."""
    everywhere: Array
    """(months + 1, regions): scans of all dealers at the place, at home or away."""


def destinations(seen: Places, own: Indices, away_departure: Array) -> Destinations:
    """Return how concentrated the window's away scans are.

    `seen` is where goods surfaced, `own` each dealer's territory. Only windows whose away share
    stands out at all are asked.
    """
    spread = _spread(seen, own)
    asked = np.nan_to_num(away_departure, nan=-9.0) > _WORTH_ASKING
    shape = away_departure.shape
    departure, scans, expected = (np.full(shape, np.nan) for _ in range(3))
    out = Destinations(departure, np.full(shape, -1, dtype=np.int64), scans, expected)
    for row, lag in enumerate(LAGS):
        for month in range(lag, shape[2]):
            if asked[row, :, month].any():
                _ask(spread, asked[row, :, month], month - lag + 1, month + 1, out, row)
    return replace(out, departure=in_own_scale(departure))


def _spread(seen: Places, own: Indices) -> _Spread:
    away = seen.only(seen.place != own[seen.dealer])
    pairs, which = np.unique(own[away.dealer] * away.regions + away.place, return_inverse=True)
    by_pair = summed(away.running, which, pairs.size)
    by_territory = summed(by_pair, pairs // away.regions, away.regions)
    by_dealer = summed(away.running, away.dealer, own.size)
    return _Spread(away, own, which, by_pair, by_territory, by_dealer, seen.by_place)


def _ask(
    spread: _Spread, asked: NDArray[np.bool_], first: int, end: int, out: Destinations, row: int
) -> None:
    """Write the most conspicuous place of each asked dealer's window into `out`."""
    away = spread.away
    out.departure[row, asked, end - 1] = 0.0
    pairs = away.of(asked)
    scans = away.between(first, end, pairs)
    pairs, scans = pairs[scans > 0], scans[scans > 0]
    if pairs.size == 0:
        return
    runs = Runs.of(away.dealer[pairs])
    count = runs.total(scans)
    beyond, expected = np.full(pairs.size, np.inf), np.zeros(pairs.size)
    for share in _honest_ways(spread, pairs, first):
        foretold = runs.spread(count) * share
        way = (scans - foretold) / np.sqrt(foretold + (_UNEVEN * foretold) ** 2 + 1.0)
        better = runs.spread(runs.most(way) < runs.most(beyond))
        beyond = np.where(better, way, beyond)
        expected = np.where(better, foretold, expected)
    enough = count >= _FEWEST
    at, largest = (row, runs.key[enough], end - 1), runs.most(beyond)
    out.departure[at] = largest[enough]
    # A few scans where none were foretold stand out most; goods went where most are too many.
    clear = beyond >= runs.spread(largest) * _AS_CLEAR
    most = runs.where_most(np.where(clear, scans - expected, -np.inf))[enough]
    out.place[at] = away.place[pairs[most]]
    out.scans[at] = scans[most]
    out.expected[at] = expected[most]


def _honest_ways(spread: _Spread, pairs: Indices, first: int) -> tuple[Array, ...]:
    """Return ways in which away scans spread, (pairs,) each; a dealer's shares add up to 1.

    Places where none of the dealer's scans surfaced have shares too and are left out.
    """
    away = spread.away
    dealer, place = away.dealer[pairs], away.place[pairs]
    own, others = spread.own[dealer], away.regions - 1
    seen = spread.by_neighbourhood[first, spread.neighbourhood[pairs]]
    near = (seen + 0.5) / (spread.by_territory[first, own] + 0.5 * others)
    people = spread.everywhere[first]
    outside = people.sum() - people[own] + others
    by_people = (people[place] + 1.0) / outside
    begin = max(0, first - _PAST)
    past = away.between(begin, first, pairs)
    total = spread.by_dealer[first, dealer] - spread.by_dealer[begin, dealer]
    before = (past + _PRIOR * near) / (total + _PRIOR)
    return near, by_people, before, (by_people + before) / 2
