"""Orders: the month's goods of a dealer as documents with days, and returns as theirs.

(rows,) arrays: a line is one product of one document.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.simulation.worlds.arrays import Array, Counts
from steelyard.simulation.worlds.books import Books
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.goods import Goods
from steelyard.simulation.worlds.seasons import days_in

MOST = 8
"""Ordinary documents a month at most; then one of pushed goods, then one of returns."""
_RUSHED, _RETURNED = MOST, MOST + 1
_LATE_DAYS = 4
_OPENING_DAYS = 2
"""A dealer's first order comes this early, so that no unit is scanned before it."""


@dataclass(frozen=True)
class Lines:
    """Sell-in lines, ordered by document."""

    document: Counts
    """Number of the document, counted from 0."""
    dealer: Counts
    product: Counts
    month: Counts
    day: Counts
    """Of the month, from 1."""
    quantity: Counts
    """Units; a return is negative."""
    amount_fen: Counts

    def amounts(self, shape: tuple[int, int]) -> Array:
        """Return (dealers, months): net amount in yuan."""
        total = np.zeros(shape)
        np.add.at(total, (self.dealer, self.month), self.amount_fen / 100)
        return total


def write_orders(course: Course, goods: Goods, books: Books) -> Lines:
    """Return all lines of the world."""
    rng = course.setting.stream("orders")
    counts = _document_counts(course, rng)
    share = _shares(counts, rng)
    days = _days(course, counts, rng)
    # One product at a time: all documents of all products at once would not fit in memory.
    found = [
        _of_product(product, _units(product, course, goods, books, share, rng))
        for product in range(len(course.setting.products))
    ]
    dealer, month, slot, product, quantity = np.concatenate(found, axis=1)
    order = np.lexsort((product, slot, month, dealer))
    dealer, month, slot, product, quantity = (
        one[order] for one in (dealer, month, slot, product, quantity)
    )
    document = (dealer * course.shape[1] + month) * (MOST + 2) + slot
    price = course.setting.products.price_fen[product] * course.setting.habits.price[dealer]
    return Lines(
        document=np.unique(document, return_inverse=True)[1],
        dealer=dealer,
        product=product,
        month=month,
        day=days[dealer, slot, month],
        quantity=quantity,
        amount_fen=np.rint(quantity * np.rint(price)).astype(np.int64),
    )


def _of_product(product: int, units: Counts) -> Counts:
    """Return (5, rows): dealer, month, document of the month, product and units."""
    dealer, month, slot = np.nonzero(units)
    return np.stack(
        [dealer, month, slot, np.full_like(dealer, product), units[dealer, month, slot]]
    )


def _document_counts(course: Course, rng: np.random.Generator) -> Counts:
    """Return (dealers, months): ordinary orders; a dealer varies a little."""
    usual = course.setting.habits.orders_a_month[:, None]
    counts = usual + rng.integers(-1, 2, course.shape) * (usual > 1)
    return np.asarray(np.clip(counts, 1, MOST), dtype=np.int64)


def _shares(counts: Counts, rng: np.random.Generator) -> Array:
    """Return (dealers, months, documents): how much of the month falls to each ordinary order."""
    there = np.arange(MOST) < counts[:, :, None]
    weight = rng.gamma(3.0, size=there.shape) * there
    return np.asarray(weight / weight.sum(axis=2, keepdims=True), dtype=np.float64)


def _units(
    product: int,
    course: Course,
    goods: Goods,
    books: Books,
    share: Array,
    rng: np.random.Generator,
) -> Counts:
    """Return (dealers, months, documents): units of a product in each document."""
    pack = int(course.setting.products.pack[product])
    rushed = np.where(course.rushed[:, None], goods.pushed[:, product], 0)
    units = np.zeros((*course.shape, MOST + 2), dtype=np.int64)
    # Each pack falls into one document: few packs of a product come in few documents.
    packs = (goods.sell_in[:, product] - rushed) // pack
    units[:, :, :MOST] = rng.multinomial(packs, share) * pack
    units[:, :, _RUSHED] = rushed
    units[:, :, _RETURNED] = -books.returned[:, product]
    _open_with_first(units[:, :, :MOST], course, pack)
    return units


def _open_with_first(units: Counts, course: Course, pack: int) -> None:
    """Put a pack of what a dealer orders in its first month into its first document."""
    dealers = np.arange(len(units))
    joins = course.active.argmax(axis=1)
    first = units[dealers, joins]
    later = np.flatnonzero((first[:, 0] == 0) & first.any(axis=1))
    units[later, joins[later], first[later].argmax(axis=1)] -= pack
    units[later, joins[later], 0] += pack


def _days(course: Course, counts: Counts, rng: np.random.Generator) -> Counts:
    """Return (dealers, documents, months): days, ordinary ones in turn over the month."""
    dealers, months = course.shape
    length = days_in(course.setting.months)[None, None, :]
    late = rng.random((dealers, MOST, months)) < course.setting.habits.late_in_month[:, None, None]
    place = np.where(late, 1.0, rng.random(late.shape))
    last_days = length - rng.integers(0, _LATE_DAYS, late.shape)
    day = np.where(late, last_days, 1 + np.floor(place * (length - 1)))
    # Only those that are there are set in their order.
    day[np.arange(MOST)[None, :, None] >= counts[:, None, :]] = 99
    day = np.sort(day, axis=1)
    joins = course.active.argmax(axis=1)
    first = rng.integers(1, _OPENING_DAYS + 1, dealers)
    day[np.arange(dealers), 0, joins] = first
    extra = length - rng.integers(0, _LATE_DAYS, (dealers, 2, months))
    return np.concatenate([day, extra], axis=1).astype(np.int64)
