"""Where goods surfaced outside the territory: in a few places, or wherever people travel.

Goods that are sold into another territory surface there. Goods that travellers carry home
surface everywhere, as neighbourhood and population have it. So the scans of each place are held
against several honest ways in which the same number of scans could have spread: as those of
the region's other dealers do, as the population does, as the dealer's own did before, or half
and half. What no honest way explains is the departure, and its place is named.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel
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
_WORTH_ASKING = 1.0
"""Departure of the away share from which its places are asked."""


@dataclass(frozen=True)
class Destinations:
    """(windows, dealers, months) each."""

    departure: Array
    """Of the most conspicuous place from the best honest way; NaN where not asked."""
    place: Indices
    """That place, -1 for none."""


@dataclass(frozen=True)
class _Window:
    first: int
    end: int

    @property
    def begin(self) -> int:
        """Return the first month of the past before the window."""
        return max(0, self.first - _PAST)


def destinations(panel: Panel, away_departure: Array) -> Destinations | None:
    """Return how concentrated the window's away scans are; None where no places are known.

    Only windows whose away share stands out at all are asked.
    """
    if panel.scan_places is None:
        return None
    asked = np.nan_to_num(away_departure, nan=-9.0) > _WORTH_ASKING
    dealers = np.flatnonzero(asked.any(axis=(0, 2)))
    total = _running(panel, dealers)
    everywhere = _home_totals(panel, total.shape[1])
    own = panel.dealers.region
    departure = np.full(away_departure.shape, np.nan)
    place = np.full(away_departure.shape, -1, dtype=np.int64)
    for row, lag in enumerate(LAGS):
        for month in range(lag, panel.shape[1]):
            here = asked[row, dealers, month]
            if not here.any():
                continue
            window = _Window(month - lag + 1, month + 1)
            found, where = _concentration(
                total[here], everywhere[:, :, window.first], own[dealers[here]], window
            )
            departure[row, dealers[here], month] = found
            place[row, dealers[here], month] = where
    return Destinations(in_own_scale(departure), place)


def _running(panel: Panel, dealers: Indices) -> Array:
    """Return (chosen dealers, regions, months + 1): away scans before each month."""
    places = panel.scan_places
    assert places is not None  # noqa: S101 the caller has asked
    row = np.full(panel.shape[0], -1)
    row[dealers] = np.arange(dealers.size)
    regions = len(panel.regions.ids) if panel.regions is not None else int(places.region.max()) + 1
    out = np.zeros((dealers.size, regions, panel.shape[1] + 1))
    own = panel.dealers.region[places.dealer]
    chosen = (row[places.dealer] >= 0) & (places.region != own)
    where = (row[places.dealer[chosen]], places.region[chosen], places.month[chosen] + 1)
    np.add.at(out, where, places.count[chosen])
    return np.cumsum(out, axis=2)


def _home_totals(panel: Panel, regions: int) -> Array:
    """Return (regions of dealers, regions, months + 1): scans before each month, by both."""
    places = panel.scan_places
    assert places is not None  # noqa: S101 the caller has asked
    out = np.zeros((regions, regions, panel.shape[1] + 1))
    own = panel.dealers.region[places.dealer]
    np.add.at(out, (own, places.region, places.month + 1), places.count)
    return np.cumsum(out, axis=2)


def _concentration(
    total: Array, everywhere: Array, own: Indices, window: _Window
) -> tuple[Array, Indices]:
    """Return the departure of the most conspicuous place and which it is, (dealers,) each."""
    scans = total[:, :, window.end] - total[:, :, window.first]
    past = total[:, :, window.first] - total[:, :, window.begin]
    count = scans.sum(axis=1)
    beyond = np.full(scans.shape, np.inf)
    for share in _honest_ways(everywhere, own, past):
        expected = count[:, None] * share
        error = np.sqrt(expected + (_UNEVEN * expected) ** 2 + 1.0)
        way = (scans - expected) / error
        better = way.max(axis=1) < beyond.max(axis=1)
        beyond = np.where(better[:, None], way, beyond)
    enough = count >= _FEWEST
    return np.where(enough, beyond.max(axis=1), 0.0), np.where(enough, beyond.argmax(axis=1), -1)


def _honest_ways(everywhere: Array, own: Indices, past: Array) -> tuple[Array, ...]:
    """Return ways in which away scans spread, (dealers, regions) each; rows add up to 1."""
    outside = np.ones(past.shape)
    outside[np.arange(own.size), own] = 0.0
    near = _shares((everywhere[own] + 0.5) * outside)
    people = _shares((everywhere.sum(axis=0)[None, :] + 1.0) * outside)
    before = _shares((past + _PRIOR * near) * outside)
    return near, people, before, (people + before) / 2


def _shares(weights: Array) -> Array:
    return np.asarray(weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-12))
