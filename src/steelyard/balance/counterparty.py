"""Who could have taken goods that were moved without a word: the mirror in another's books.

The books of who moved goods and calls them sold agree. Those of who took them do not, if they
are kept: more leaves than came in. So a partner is a dealer with such an excess, month by month
what the other reported too much (`same_goods`), and either in the same region or where the
other's goods surfaced. Where the goods only lie in its warehouse, an audit finds more than it
counted, as much as the other reported too much in all. It is evidence for the pair and says of
neither which of the two lied.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.beside import beside_channel
from steelyard.balance.books import left_over, usual_sell_out
from steelyard.balance.places import Places
from steelyard.balance.runs import Runs
from steelyard.balance.same_goods import likelier_with, shared
from steelyard.balance.windows import running
from steelyard.facts.panel import Panel
from steelyard.statistics.level_shift import LAGS, monthly_noise

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]

_CLEAR = 2.5
"""Departure of a partner's books from which they are a mirror."""
_MOST = 12.0
_LEAST_RISE, _LEAST_EXCESS = 0.08, 0.05
"""Of a usual month, by each month of the window."""
_PAST = 12
_LEAST_NOISE = 0.03**2
"""Of a month's reported sell-out about its level, as a share of it, squared."""
_SURFACED = 0.03
"""Share of the dealer's scans that must have moved to the partner's region."""
_PRIOR = 10.0
"""Scans elsewhere that its past is filled up with."""


@dataclass(frozen=True)
class Mirror:
    """(windows, dealers, months) each."""

    departure: Array
    """Departure of the likeliest partner's books, times how likely it is the partner; 0 where there
    is none, NaN before anybody's books are known."""
    partner: Indices
    """Index of that dealer, -1 for none."""

    def unless(self, flags: Flags) -> Mirror:
        """Return the mirror without a departure where a flag stands, (dealers, months)."""
        return Mirror(np.where(flags, np.nan, self.departure), self.partner)


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

    left: Array
    excess: Array
    """Its sums."""
    reported: Array
    sold: Array
    """Its sums."""
    known: Array
    """How many months were reported, before each."""
    noise: Array
    """Variance of a month's report about its level, as a share of it, by the months before."""
    usual: Array
    region: Indices
    """(dealers,)"""

    @classmethod
    def of(cls, panel: Panel, left: Array, reported: Array) -> _Flows:
        """Return the flows of a panel with books."""
        with np.errstate(divide="ignore", invalid="ignore"):
            course = beside_channel(np.log(np.where(reported > 0, reported, np.nan)))
        noise = monthly_noise(course, np.zeros(course.shape))[1]
        return cls(
            left=left,
            excess=running(left),
            reported=reported,
            sold=running(reported),
            known=running((~np.isnan(reported)).astype(np.float64)),
            noise=noise * (1 + 1 / _PAST) + _LEAST_NOISE,
            usual=np.nan_to_num(usual_sell_out(panel)),
            region=panel.dealers.region,
        )


def counterparty(panel: Panel, books: Array, places: Places | None) -> Counterparty | None:
    """Return the likeliest partner of each dealer and window; None without books.

    `books` is the departure of what is left over in the books (above 0: more out than in).
    """
    left = left_over(panel)
    if left is None or panel.sell_out_quantity is None:
        return None
    flows = _Flows.of(panel, left, panel.sell_out_quantity)
    unknown = np.full(books.shape, np.nan)
    far = None if places is None else _nobody(books.shape)
    found = Counterparty(_nobody(books.shape), far, unknown, unknown.copy())
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
    risen = _risen(flows, first, end)
    excess = flows.excess[:, end] - flows.excess[:, first]
    found.rise[at], found.excess[at] = risen.units, excess
    movers = (risen.units > _LEAST_RISE * months * risen.level) & (risen.level > 0)
    takers = excess > _LEAST_EXCESS * months * flows.usual[:, first - 1]
    takers &= np.nan_to_num(books) > _CLEAR
    here = _Window(flows, risen, books, takers, (first, end))
    here.write(np.flatnonzero(movers), flows.region[movers], found.near, at)
    if places is not None and found.far is not None:
        here.write(*_surfaced(places, movers, flows.region, (first, end)), found.far, at)


def _nobody(shape: tuple[int, ...]) -> Mirror:
    return Mirror(np.full(shape, np.nan), np.full(shape, -1, dtype=np.int64))


@dataclass(frozen=True)
class _Risen:
    """Reported sell-out of a window beside the level before it, (dealers,) each."""

    units: Array
    level: Array
    """Units a month."""
    moves: Array
    """(months,): the channel's own movement in each month of the window."""


@dataclass(frozen=True)
class _Window:
    """One window; (dealers,) each."""

    flows: _Flows
    risen: _Risen
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
        level = self.risen.level[mover, None] * self.risen.moves
        likelier = likelier_with(
            self.flows.reported[mover, first:end] / level - 1,
            self.flows.left[taker, first:end] / level,
            self.flows.noise[mover, first],
        )
        dealers = np.bincount(self.flows.region)[self.flows.region[taker]]
        return shared(taker, likelier, dealers.astype(np.float64))

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


def _risen(flows: _Flows, first: int, end: int) -> _Risen:
    """Return how much more was reported sold than the level before, beside the channel."""
    begin = max(0, first - _PAST)
    level = _between(flows.sold, begin, first) / np.maximum(_between(flows.known, begin, first), 1)
    known, sold = (_between(of, first, end) for of in (flows.known, flows.sold))
    reported = flows.reported[:, first:end]
    there = np.where(np.isnan(reported), 0.0, level[:, None])
    whole = there.sum(axis=0)
    moves = np.divide(np.nansum(reported, axis=0), whole, out=np.ones(end - first), where=whole > 0)
    units = (sold - there @ moves) * (end - first) / np.maximum(known, 1)
    return _Risen(units, level, moves)


def _between(sums: Array, first: int, end: int) -> Array:
    return np.asarray(sums[:, end] - sums[:, first])


def _surfaced(
    places: Places, movers: Flags, region: Indices, window: tuple[int, int]
) -> tuple[Indices, Indices]:
    """Return movers and the other regions to which their scans moved, (pairs,) each."""
    first, end = window
    met = places.of(movers)
    who, where = places.dealer[met], places.place[met]
    now = places.between(first, end, met)
    before = places.between(max(0, first - _PAST), first, met)
    count = np.maximum(np.bincount(who, now, minlength=movers.size), 1.0)
    past = np.bincount(who, before, minlength=movers.size) + _PRIOR
    moved = (now / count[who] - before / past[who] > _SURFACED) & (where != region[who])
    return who[moved], where[moved]
