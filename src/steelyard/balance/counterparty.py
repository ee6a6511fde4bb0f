"""Who could have taken goods that were moved without a word: the mirror in another's books.

The books of who moved goods and calls them sold agree. Those of who took them do not, if they
are kept: more leaves than came in. So a partner is a dealer with such an excess, month by month
what the other reported too much (`same_goods`), and either in the same region or where the
other's goods surfaced. It is evidence for the pair and says of neither which of the two lied.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.books import left_over, usual_sell_out
from steelyard.balance.mirror import Mirror, nobody
from steelyard.balance.places import Places
from steelyard.balance.risen import PAST, Reports, Risen
from steelyard.balance.runs import Runs
from steelyard.balance.same_goods import likelier_with, shared
from steelyard.balance.windows import running
from steelyard.facts.panel import Panel
from steelyard.statistics.level_shift import LAGS

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]

_CLEAR = 2.5
"""Departure of a partner's books from which they are a mirror."""
_MOST = 12.0
_LEAST_EXCESS = 0.05
"""Of a usual month, by each month of the window."""
_SURFACED = 0.03
"""Share of the dealer's scans that must have moved to the partner's region."""
_PRIOR = 10.0
"""Scans elsewhere that its past is filled up with."""


@dataclass(frozen=True)
class Counterparty:
    """What the books of others mirror; (windows, dealers, months) where not said otherwise."""

    near: Mirror
    """Among the dealers of the same region."""
    far: Mirror | None
    """Among dealers where the dealer's goods surfaced; None where no places are known."""
    rise: Array
    """Units reported sold beyond the level before, beside the channel."""
    excess: Array
    """Units that left the dealer's own books and never came in."""


@dataclass(frozen=True)
class _Flows:
    """(dealers, months); with one month more where said to be sums before each."""

    reports: Reports
    left: Array
    """Units left over in the books."""
    excess: Array
    """Its sums."""
    usual: Array
    region: Indices
    """(dealers,)"""


def counterparty(
    panel: Panel, reports: Reports | None, books: Array, places: Places | None
) -> Counterparty | None:
    """Return the likeliest partner of each dealer and window; None without books.

    `books` is the departure of what is left over in the books (above 0: more out than in).
    """
    left = left_over(panel)
    if left is None or reports is None:
        return None
    flows = _Flows(
        reports=reports,
        left=left,
        excess=running(left),
        usual=np.nan_to_num(usual_sell_out(panel)),
        region=panel.dealers.region,
    )
    unknown = np.full(books.shape, np.nan)
    far = None if places is None else nobody(books.shape)
    found = Counterparty(nobody(books.shape), far, unknown, unknown.copy())
    for row, lag in enumerate(LAGS):
        for month in range(lag + 1, books.shape[2]):
            _ask(flows, books[row, :, month], places, found, row, month)
    return found


def _ask(
    flows: _Flows, books: Array, places: Places | None, found: Counterparty, row: int, month: int
) -> None:
    """Write the mirrors of one window into `found`, where anybody's books are known over it."""
    if np.isnan(books).all():
        return
    at, months = (row, slice(None), month), LAGS[row]
    first, end = month - months + 1, month + 1
    risen = flows.reports.risen(first, end)
    excess = flows.excess[:, end] - flows.excess[:, first]
    found.rise[at], found.excess[at] = risen.units, excess
    movers = risen.clearly(months)
    takers = excess > _LEAST_EXCESS * months * flows.usual[:, first - 1]
    takers &= np.nan_to_num(books) > _CLEAR
    here = _Window(flows, risen, books, takers, (first, end))
    here.write(np.flatnonzero(movers), flows.region[movers], found.near, at)
    if places is not None and found.far is not None:
        here.write(*_surfaced(places, movers, flows.region, (first, end)), found.far, at)


@dataclass(frozen=True)
class _Window:
    """One window; (dealers,) each."""

    flows: _Flows
    risen: Risen
    books: Array
    takers: Flags
    months: tuple[int, int]

    def write(
        self, movers: Indices, regions: Indices, into: Mirror, at: tuple[int, slice, int]
    ) -> None:
        """Write each mover's largest mirror among the takers of those regions, and whose it is.

        A mover stands once for each region in which it is asked, one after another.
        """
        into.departure[at] = 0.0
        mover, taker = self._pairs(movers, regions)
        if mover.size == 0:
            return
        alike = self._likely(mover, taker) * np.minimum(self.books[taker], _MOST)
        runs = Runs.of(mover)
        into.departure[at][runs.key] = runs.most(alike)
        into.partner[at][runs.key] = taker[runs.where_most(alike)]

    def _likely(self, mover: Indices, taker: Indices) -> Array:
        """Return how likely it is that the mover's goods are what the taker has, (pairs,)."""
        first, end = self.months
        usual = self.risen.level[mover, None] * self.risen.moves
        reports = self.flows.reports
        likelier = likelier_with(
            reports.units[mover, first:end] / usual - 1,
            self.flows.left[taker, first:end] / usual,
            reports.noise[mover, first],
        )
        region, begun = self.flows.region, reports.known[:, end] > 0
        dealers = np.bincount(region, begun.astype(np.float64))
        return shared(taker, likelier, np.asarray(dealers[region[taker]], dtype=np.float64))

    def _pairs(self, movers: Indices, regions: Indices) -> tuple[Indices, Indices]:
        """Return movers with each taker of their regions, (pairs,) each; nobody with itself."""
        takers = np.flatnonzero(self.takers)
        region = self.flows.region
        takers = takers[np.argsort(region[takers], kind="stable")]
        there = region[takers]
        begin, end = (np.searchsorted(there, regions, side) for side in ("left", "right"))
        many = end - begin
        mover = np.repeat(movers, many)
        skipped = np.repeat(np.cumsum(many) - many - begin, many)
        taker = takers[np.arange(mover.size) - skipped]
        other = mover != taker
        return mover[other], taker[other]


def _surfaced(
    places: Places, movers: Flags, region: Indices, window: tuple[int, int]
) -> tuple[Indices, Indices]:
    """Return movers and the other regions to which their scans moved, (pairs,) each."""
    first, end = window
    met = places.of(movers)
    who, where = places.dealer[met], places.place[met]
    now = places.between(first, end, met)
    before = places.between(max(0, first - PAST), first, met)
    count = np.maximum(np.bincount(who, now, minlength=movers.size), 1.0)
    past = np.bincount(who, before, minlength=movers.size) + _PRIOR
    moved = (now / count[who] - before / past[who] > _SURFACED) & (where != region[who])
    return who[moved], where[moved]
