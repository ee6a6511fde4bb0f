"""Links: dealers that had goods of one another, whose codes still name whom they were shipped to.

A receiver sells what came from others before its own. The codes then surface in its places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from steelyard.simulation.worlds.arrays import Counts, Flags
from steelyard.simulation.worlds.course import Course


@dataclass
class Links:
    """Pairs of dealers, one entry a link."""

    origin: Counts
    receiver: Counts
    undeclared: Flags
    left: Counts
    """(links, products): units of the origin that the receiver still has."""
    sold: Counts
    """(links, products, months): units of the origin that the receiver sold."""

    def index(self, origin: int, receiver: int, *, undeclared: bool) -> int:
        """Return which link that is."""
        same = (self.origin == origin) & (self.receiver == receiver)
        return int(np.flatnonzero(same & (self.undeclared == undeclared))[0])

    def in_turn(self) -> Iterator[Counts]:
        """Yield links so that no receiver is twice in one group: first those that come first."""
        order = np.argsort(self.receiver, kind="stable")
        turn = np.zeros(len(order), dtype=np.int64)
        _, starts, counts = np.unique(self.receiver[order], return_index=True, return_counts=True)
        turn[order] = np.arange(len(order)) - np.repeat(starts, counts)
        for number in range(int(turn.max(initial=-1)) + 1):
            yield np.flatnonzero(turn == number)

    def held(self, dealers: int) -> Counts:
        """Return (dealers, products): units of others that each dealer has."""
        return self._by_receiver(self.left, dealers)

    def sold_from(self, dealers: int) -> Counts:
        """Return (dealers, products, months): units of others that each dealer sold."""
        return self._by_receiver(self.sold, dealers)

    def sold_without_a_word(self, dealers: int) -> Counts:
        """Return the same of goods whose move was not declared."""
        return self._by_receiver(self.sold * self.undeclared[:, None, None], dealers)

    def _by_receiver(self, units: Counts, dealers: int) -> Counts:
        total = np.zeros((dealers, *units.shape[1:]), dtype=np.int64)
        np.add.at(total, self.receiver, units)
        return total


def links_of(course: Course) -> Links:
    """Return the links that the course will need, with nothing in them yet."""
    moves = [
        (int(dealer), int(course.partner[dealer]), True)
        for dealer in np.flatnonzero((course.partner >= 0) & ~course.parked)
    ]
    gifts = sorted({(gift.giver, gift.taker, False) for gift in course.gifts})
    pairs = np.array([*moves, *gifts], dtype=np.int64).reshape(-1, 3)
    products, months = len(course.setting.products), course.shape[1]
    return Links(
        origin=pairs[:, 0],
        receiver=pairs[:, 1],
        undeclared=pairs[:, 2].astype(bool),
        left=np.zeros((len(pairs), products), dtype=np.int64),
        sold=np.zeros((len(pairs), products, months), dtype=np.int64),
    )
