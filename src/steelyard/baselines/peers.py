"""Who is compared with whom: the dealer's region and level, or its level where few are near.

It sums over peers; it decides nothing about a dealer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from steelyard.facts.panel import Panel
from steelyard.statistics.trailing import median_of_rows, trailing_sum

Array = NDArray[np.float64]

ENOUGH = 8
"""Dealers that a region and level must have seen order before its sums stand for it."""
ENOUGH_WEIGHT = 5.0
"""... and the effective number of a dealer's peers there, the inverse of their Herfindahl
index over the year before: where one neighbour is half of the region, its good month would
raise what is expected of everybody else."""


@dataclass(frozen=True)
class Grouping:
    """One way to put dealers into groups: `of[d]` is the group of dealer d."""

    of: NDArray[np.int64]

    @cached_property
    def membership(self) -> sparse.csr_array:
        """(groups, dealers), a one where the dealer belongs."""
        ones = np.ones(self.of.size)
        return sparse.csr_array((ones, (self.of, np.arange(self.of.size))))

    def total(self, values: Array) -> Array:
        """Return (groups, months): the sum over each group's dealers."""
        return np.asarray(self.membership @ values, dtype=np.float64)

    def seen(self, values: Array) -> Array:
        """Return (dealers, months): the sum over the dealer's whole group."""
        return self.total(values)[self.of]


@dataclass(frozen=True)
class Peers:
    """Both groupings and, month by month, which of them holds for a dealer."""

    levels: Grouping
    regions: Grouping
    near: NDArray[np.bool_]
    """(dealers, months): whether the region is large enough by then to be used."""

    @cached_property
    def group(self) -> NDArray[np.int64]:
        """(dealers, months): the dealer's group in the rows of `totals`."""
        region = self.regions.of + self.levels.membership.shape[0]
        return np.where(self.near, region[:, None], self.levels.of[:, None])

    def totals(self, values: Array) -> Array:
        """Return (levels and then regions, months): the sums over every group."""
        if not self.near.any():
            return self.levels.total(values)
        return np.concatenate([self.levels.total(values), self.regions.total(values)])

    def median(self, values: Array, fewest: int = 5) -> Array:
        """Return (dealers, months): the median over the level in each month, NaN passed over.

        Zero where fewer than `fewest` dealers have a value: nothing can be said of the month.
        """
        out = np.zeros(values.shape)
        for group in range(int(self.levels.of.max(initial=-1)) + 1):
            rows = self.levels.of == group
            out[rows] = _median_of_columns(values[rows], fewest)
        return out


def _median_of_columns(values: Array, fewest: int) -> Array:
    by_month = np.ascontiguousarray(values.T)
    count = np.count_nonzero(~np.isnan(by_month), axis=1)
    return np.where(count >= fewest, median_of_rows(by_month), 0.0)


def peers(panel: Panel) -> Peers:
    """Return who is compared with whom. A region counts the dealers seen so far only."""
    _, level = np.unique(panel.dealers.level, return_inverse=True)
    pair = level * (panel.dealers.region.max(initial=0) + 1) + panel.dealers.region
    _, region = np.unique(pair, return_inverse=True)
    levels = Grouping(level.astype(np.int64))
    regions = Grouping(region.astype(np.int64))
    arrived = (np.arange(panel.shape[1]) >= panel.first_month[:, None]).astype(np.float64)
    crowd, whole = regions.seen(arrived), levels.seen(arrived)
    # A region that is the whole level adds nothing; the same sums need no second pass.
    near = (crowd >= ENOUGH) & (crowd < whole)
    return Peers(levels, regions, near & (_effective_peers(panel, regions) >= ENOUGH_WEIGHT))


def _effective_peers(panel: Panel, regions: Grouping) -> Array:
    """Return (dealers, months): one over the sum of the other dealers' squared shares."""
    year = np.maximum(trailing_sum(panel.sell_in_amount, 12), 0.0)
    rest = regions.seen(year) - year
    squares = regions.seen(year**2) - year**2
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(squares > 0, rest**2 / squares, 0.0)
