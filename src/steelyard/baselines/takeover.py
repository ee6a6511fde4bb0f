"""A takeover: whose business a dealer does besides its own, from when, and how much that is.

It is told by the table `successors`, or guessed from volumes (`taken_over`) where that table was
not brought. What a takeover that is told explains is what the closed dealer used to buy, and no
more: who inflates beside it is not hidden by it. A guess may name the wrong closed dealer, so of
it no sum can be said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from steelyard.facts.panel import Dealers, Months, Panel

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

LASTS = 12
"""Months for which the heir's own past is no measure of it: the baselines look back as far."""
_BEFORE = 12
"""Months before the takeover that say what the closed dealer used to buy."""


@dataclass(frozen=True)
class Takeover:
    """One dealer that does another's business; dealers and months are indices of the panel."""

    closed: int
    heir: int
    since: int
    """The month of the takeover; below 0 where it was before the data."""
    known: int
    """The first month in which that can be known."""
    share: float = 1.0
    """Of the closed dealer's business."""

    def months(self, count: int) -> slice:
        """Return the months, of so many, in which the heir's own past is no measure of it."""
        return slice(min(max(self.known, 0), count), min(max(self.since + LASTS, 0), count))


def told(table: pa.Table, dealers: Dealers, months: Months) -> tuple[Takeover, ...]:
    """Return the takeovers that the table `successors` tells of dealers of the panel."""
    place = {identity: row for row, identity in enumerate(dealers.ids)}
    found = []
    for row in table.to_pylist():
        closed, heir = place.get(row["dealer_id"]), place.get(row["successor_dealer_id"])
        if closed is None or heir is None:
            continue
        when = np.datetime64(row["taken_over_on"], "M") - months[0]
        since = int(when.astype(np.int64))
        share = 1.0 if row["share"] is None else float(row["share"])
        found.append(Takeover(closed, heir, since, since, share))
    return tuple(sorted(found, key=lambda one: (one.since, one.closed, one.heir)))


def used_to_buy(panel: Panel, takeover: Takeover) -> float:
    """Return what the closed dealer bought in a usual month of its last year before the takeover.

    0 where it bought nothing in the data before.
    """
    first = max(0, takeover.since - _BEFORE)
    bought = np.nan_to_num(panel.sell_in_amount[takeover.closed, first : max(takeover.since, 0)])
    active = np.flatnonzero(bought)
    return float(bought[active[0] : active[-1] + 1].mean()) if active.size else 0.0


def during(shape: tuple[int, int], takeovers: Sequence[Takeover]) -> Flags:
    """Return (dealers, months): where a dealer does the business of another, by these takeovers."""
    found = np.zeros(shape, dtype=np.bool_)
    for one in takeovers:
        found[one.heir, one.months(shape[1])] = True
    return found


def explained(panel: Panel, takeovers: Sequence[Takeover]) -> Array:
    """Return (dealers, months): the money of a usual month that takeovers explain."""
    found = np.zeros(panel.shape)
    for one in takeovers:
        found[one.heir, one.months(panel.shape[1])] += one.share * used_to_buy(panel, one)
    return found
