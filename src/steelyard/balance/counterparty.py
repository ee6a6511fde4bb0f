"""Who could have taken goods that were moved without a word: the mirror in another's books.

The books of who moved goods and calls them sold agree. Those of who took them do not, if they
are kept: more leaves than came in. So a partner is a dealer with such an excess, of about the
size by which the other's reported sell-out rose, in the same months, and either in the same
region or where the other's goods surfaced. It is evidence for the pair and says of neither
which of the two lied.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.books import left_over, usual_sell_out
from steelyard.balance.windows import running
from steelyard.facts.panel import Panel
from steelyard.statistics.level_shift import LAGS

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

_CLEAR = 2.5
"""Departure of a partner's books from which they are a mirror."""
_MOST = 12.0
_LEAST_RISE, _LEAST_EXCESS = 0.08, 0.05
"""Of a usual month, by each month of the window."""
_PAST = 12
_UNLIKE = 0.5
"""Difference of the logs of rise and excess at which likeness falls to 1/e."""
_SURFACED = 0.03
"""Share of the dealer's scans that must have moved to the partner's region."""


@dataclass(frozen=True)
class Counterparty:
    """(windows, dealers, months) each."""

    near: Array
    """Departure of the likeliest partner's books in the same region, times likeness."""
    far: Array
    """The same among dealers where the dealer's goods surfaced."""
    partner: Indices
    """Index of the likeliest of both, -1 for none."""


@dataclass(frozen=True)
class _Flows:
    excess: Array
    sold: Array
    places: Array | None


def counterparty(panel: Panel, books: Array) -> Counterparty | None:
    """Return the likeliest partner of each dealer and window; None without books.

    `books` is the departure of what is left over in the books (above 0: more out than in).
    """
    left = left_over(panel)
    if left is None or panel.sell_out_quantity is None:
        return None
    flows = _Flows(running(left), running(panel.sell_out_quantity), _running_places(panel))
    shape = books.shape
    near, far = np.zeros(shape), np.zeros(shape)
    partner = np.full(shape, -1, dtype=np.int64)
    usual = np.nan_to_num(usual_sell_out(panel))
    for row, lag in enumerate(LAGS):
        for month in range(lag + 1, shape[2]):
            taken = (month - lag + 1, month + 1)
            found = _pairs(panel, flows, np.nan_to_num(books[row, :, month]), usual, taken)
            if found is not None:
                movers, near_to, far_to, who = found
                near[row, movers, month], far[row, movers, month] = near_to, far_to
                partner[row, movers, month] = who
    return Counterparty(near, far, partner)


def _pairs(
    panel: Panel, flows: _Flows, books: Array, usual: Array, window: tuple[int, int]
) -> tuple[Indices, Array, Array, Indices] | None:
    """Return movers, their mirrors near and far, and the partner; None where there is none."""
    first, end = window
    excess = flows.excess[:, end] - flows.excess[:, first]
    large = excess > _LEAST_EXCESS * (end - first) * usual[:, first - 1]
    takers = np.flatnonzero((books > _CLEAR) & large)
    rise, level = _rise(flows.sold, first, end)
    movers = np.flatnonzero((rise > _LEAST_RISE * (end - first) * level) & (level > 0))
    if takers.size == 0 or movers.size == 0:
        return None
    ratio = np.log(excess[takers][None, :] / rise[movers][:, None])
    alike = np.exp(-np.abs(ratio) / _UNLIKE) * np.minimum(books[takers], _MOST)[None, :]
    alike[movers[:, None] == takers[None, :]] = 0.0
    region = panel.dealers.region
    same = region[movers][:, None] == region[takers][None, :]
    near = np.where(same, alike, 0.0)
    far = np.where(_surfaced(flows.places, movers, region[takers], window) & ~same, alike, 0.0)
    best = np.maximum(near, far)
    who = np.where(best.max(axis=1) > 0, takers[best.argmax(axis=1)], -1)
    return movers, near.max(axis=1), far.max(axis=1), who


def _rise(sold: Array, first: int, end: int) -> tuple[Array, Array]:
    """Return how much more was reported sold than the level before, beside the channel."""
    begin = max(0, first - _PAST)
    level = (sold[:, first] - sold[:, begin]) / max(first - begin, 1)
    window = sold[:, end] - sold[:, first]
    whole = level.sum() * (end - first)
    moves = window.sum() / whole if whole > 0 else 1.0
    return window - level * (end - first) * moves, level


def _running_places(panel: Panel) -> Array | None:
    """Return (dealers, regions, months + 1): scans before each month, or None."""
    places = panel.scan_places
    if places is None:
        return None
    regions = int(max(places.region.max(initial=0), panel.dealers.region.max(initial=0))) + 1
    out = np.zeros((panel.shape[0], regions, panel.shape[1] + 1), dtype=np.float32)
    np.add.at(out, (places.dealer, places.region, places.month + 1), places.count)
    return np.cumsum(out, axis=2)


def _surfaced(
    places: Array | None, movers: Indices, regions: Indices, window: tuple[int, int]
) -> NDArray[np.bool_]:
    """Return (movers, takers): whether the mover's scans moved to the taker's region."""
    if places is None:
        return np.zeros((movers.size, regions.size), dtype=np.bool_)
    first, end = window
    begin = max(0, first - _PAST)
    now = places[movers, :, end] - places[movers, :, first]
    before = places[movers, :, first] - places[movers, :, begin]
    share = before / (before.sum(axis=1, keepdims=True) + 10.0)
    count = np.maximum(now.sum(axis=1, keepdims=True), 1.0)
    more = now / count - share
    return np.asarray(more[:, regions] > _SURFACED)
