"""Where each dealer's goods surfaced, kept for the pairs of dealer and place that have met.

Ten thousand dealers and three thousand counties are thirty million pairs; a dealer's goods
surface in a few dozen. Sums over any window come from running sums of those pairs alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel

Array = NDArray[np.float64]
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Places:
    """Pairs of dealer and place, ordered by dealer; (pairs,) where not said otherwise."""

    dealer: Indices
    place: Indices
    running: Array
    """(months + 1, pairs): scans before each month."""
    regions: int
    """How many places there are."""

    def between(self, first: int, end: int, pairs: Indices) -> Array:
        """Return the scans of those pairs from month `first` until before month `end`."""
        return np.asarray(self.running[end, pairs] - self.running[first, pairs])

    def of(self, dealers: NDArray[np.bool_]) -> Indices:
        """Return the pairs of the dealers that are flagged, (dealers,), still in order."""
        return np.flatnonzero(dealers[self.dealer])

    def only(self, kept: NDArray[np.bool_]) -> Places:
        """Return the pairs that are flagged, (pairs,)."""
        return Places(self.dealer[kept], self.place[kept], self.running[:, kept], self.regions)

    @cached_property
    def by_place(self) -> Array:
        """(months + 1, regions): scans of all dealers before each month."""
        return summed(self.running, self.place, self.regions)


def places(panel: Panel) -> Places | None:
    """Return the pairs at which there ever was a scan; None where no places are known."""
    seen = panel.scan_places
    if seen is None:
        return None
    regions = int(max(seen.region.max(initial=0), panel.dealers.region.max(initial=0))) + 1
    if panel.regions is not None:
        regions = max(regions, len(panel.regions))
    key = seen.dealer * regions + seen.region
    met = np.zeros(panel.shape[0] * regions, np.bool_)
    met[key] = True
    pairs = np.flatnonzero(met)
    cell = (seen.month + 1) * pairs.size + np.searchsorted(pairs, key)
    count = np.bincount(cell, seen.count, minlength=(panel.shape[1] + 1) * pairs.size)
    running = np.cumsum(count.reshape(-1, pairs.size), axis=0, dtype=np.float64)
    return Places(pairs // regions, pairs % regions, running, regions)


def summed(values: Array, group: Indices, groups: int) -> Array:
    """Return (rows, groups): the sums of each row's values by group."""
    out = np.zeros((values.shape[0], groups))
    for row, value in enumerate(values):
        out[row] = np.bincount(group, value, minlength=groups)
    return out
