"""Goods: what really moved, in whole units, (dealers, products, months) unless said otherwise.

For every dealer and product what came in is what went out and what is there; a test holds it
to the unit.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from steelyard.simulation.worlds.arrays import Array, Counts
from steelyard.simulation.worlds.course import Gift
from steelyard.simulation.worlds.links import Links


@dataclass
class Goods:
    """The real flows and stocks of a world."""

    opening: Counts
    """(dealers, products): stock before the first month."""
    ordered: Counts
    """Bought because it was needed."""
    pushed: Counts
    """Bought beyond that; it lies in the pile."""
    sent_back: Counts
    """Returned to the manufacturer, in the month in which it left."""
    given: Counts
    """Handed to other dealers, declared."""
    taken: Counts
    moved_out: Counts
    """Handed to another dealer without a word."""
    moved_in: Counts
    sold: Counts
    """To consumers around, those of neighbouring territories included."""
    institutional: Counts
    """Sold to who does not scan."""
    diverted: Counts
    """Sold into other territories."""
    stock: Counts
    """At the end of the month, for sale; goods of others included."""
    pile: Counts
    """At the end of the month, pushed goods that nobody wants yet."""
    parked: Counts
    """At the end of the month, goods of others that only lie there."""
    released: Counts
    """Taken from the pile for sale."""
    links: Links
    handed: list[tuple[Gift, Counts]]
    """Each declared move with its units by product."""

    @property
    def sell_in(self) -> Counts:
        """Units shipped to the dealer, returns not deducted."""
        return self.ordered + self.pushed

    @property
    def sell_out(self) -> Counts:
        """Units that really left for who uses them, wherever."""
        return self.sold + self.institutional + self.diverted

    @property
    def all_there(self) -> Counts:
        """Units at the dealer's at the end of the month."""
        return self.stock + self.pile + self.parked

    @property
    def opening_in_first(self) -> Counts:
        """The opening stock as if it had come in the first month."""
        first = np.zeros_like(self.stock)
        first[:, :, 0] = self.opening
        return first

    def imbalance(self) -> Counts:
        """Return opening + in - out - what is there; zero everywhere, or the world is wrong."""
        came = self.sell_in + self.taken + self.moved_in
        went = self.sell_out + self.sent_back + self.given + self.moved_out
        return np.cumsum(self.opening_in_first + came - went, axis=2) - self.all_there


def no_goods(opening: Counts, links: Links, months: int) -> Goods:
    """Return goods in which nothing has moved yet."""
    names = [f.name for f in fields(Goods) if f.name not in ("opening", "links", "handed")]
    empty = {name: np.zeros((*opening.shape, months), dtype=np.int64) for name in names}
    return Goods(opening=opening, links=links, handed=[], **empty)


def by_month(units: Counts | Array) -> Array:
    """Return (dealers, months): all products together."""
    return np.asarray(units.sum(axis=1), dtype=np.float64)
