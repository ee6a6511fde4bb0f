"""What the neighbouring regions of each region bought less than before.

Where nobody scans, goods that are sold into another's territory leave one trace: the dealers
there buy less, by about as much. Neighbours are the nearest regions by the great circle. What
they buy together is held against its own past, beside the median neighbourhood: a share of the
channel would fall where anybody rises.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.beside import beside_channel
from steelyard.balance.departures import departed
from steelyard.balance.flows import whole_months
from steelyard.balance.windows import over_each
from steelyard.facts.panel import Panel
from steelyard.facts.places import Regions

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

NEAREST = 4
"""Neighbours of a region."""
_FEWEST = 8
"""Regions with a place below which no neighbourhood is the ordinary one."""
_HONEST_LEVELS, _DRIFT = 0.1, 0.1


@dataclass(frozen=True)
class Neighbours:
    """What each region's neighbours lost together, (windows, regions, months) each."""

    departure: Array
    """How far what they bought fell below its past; above 0 for a loss."""
    loss: Array
    """Units that they bought less than that past foretells; never below 0."""
    near: Flags
    """(regions, regions): which are neighbours."""


def neighbours(panel: Panel) -> Neighbours | None:
    """Return the losses of the neighbours of each region granted.

    None where the places of the regions are not known, or there are too few of them.
    """
    near = None if panel.regions is None else near_regions(panel.regions)
    if near is None:
        return None
    granted = len(panel.dealers.region_ids)
    bought = np.zeros((near.shape[0], panel.shape[1]))
    first = panel.dealers.level == 1
    np.add.at(bought, panel.dealers.region[first], np.nan_to_num(panel.sell_in_quantity[first]))
    theirs = (near.astype(np.float64) @ np.maximum(bought, 0.0))[:granted]
    with np.errstate(divide="ignore"):
        logs = np.where(theirs > 0, np.log(theirs), np.nan)
    shift = departed(beside_channel(logs), _HONEST_LEVELS, drift=_DRIFT)
    lost = np.expm1(np.maximum(-np.nan_to_num(shift.size), 0.0))
    return Neighbours(
        -shift.departure, lost * over_each(theirs, whole_months()), near[:granted, :granted]
    )


def near_regions(regions: Regions) -> Flags | None:
    """Return (regions, regions): the nearest ones of each; None where too few have a place."""
    known = ~np.isnan(regions.latitude) & ~np.isnan(regions.longitude)
    if np.count_nonzero(known) < _FEWEST:
        return None
    apart = _great_circle(regions)
    np.fill_diagonal(apart, np.inf)
    apart[~known], apart[:, ~known] = np.inf, np.inf
    limit = np.sort(apart, axis=1)[:, NEAREST - 1]
    return np.asarray((apart <= limit[:, None]) & np.isfinite(apart))


def _great_circle(regions: Regions) -> Array:
    """Return the angles between regions, in radians (haversine)."""
    north, east = np.radians(regions.latitude), np.radians(regions.longitude)
    half = np.sin((north[:, None] - north) / 2) ** 2
    half += np.cos(north[:, None]) * np.cos(north) * np.sin((east[:, None] - east) / 2) ** 2
    return np.asarray(2 * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))
