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
    units = _units(course, goods, books, counts, rng)
    days = _days(course, counts, rng)
    dealer, month, slot, product = np.nonzero(units.transpose(0, 3, 2, 1))
    document = (dealer * course.shape[1] + month) * (MOST + 2) + slot
    quantity = units[dealer, product, slot, month]
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


def _document_counts(course: Course, rng: np.random.Generator) -> Counts:
    """Return (dealers, months): ordinary orders; a dealer varies a little."""
    usual = course.setting.habits.orders_a_month[:, None]
    counts = usual + rng.integers(-1, 2, course.shape) * (usual > 1)
    return np.asarray(np.clip(counts, 1, MOST), dtype=np.int64)


def _units(
    course: Course, goods: Goods, books: Books, counts: Counts, rng: np.random.Generator
) -> Counts:
    """Return (dealers, products, documents, months): units of each product in each document."""
    pack = course.setting.products.pack[None, :, None]
    rushed = np.where(course.rushed[:, None, None], goods.pushed, 0)
    packs = (goods.sell_in - rushed) // pack
    open_slots = np.arange(MOST)[:, None] < counts[:, None, :]
    weight = rng.gamma(3.0, size=open_slots.shape) * open_slots
    share = (weight / weight.sum(axis=1, keepdims=True)).transpose(0, 2, 1)
    # Few packs of a product come in few documents: each pack falls into one.
    split = rng.multinomial(packs, share[:, None, :, :]).transpose(0, 1, 3, 2)
    units = np.zeros((*packs.shape[:2], MOST + 2, packs.shape[2]), dtype=np.int64)
    units[:, :, :MOST] = split * pack[:, :, :, None]
    units[:, :, _RUSHED] = rushed
    units[:, :, _RETURNED] = -books.returned
    _open_with_first(units, goods, course)
    return units


def _open_with_first(units: Counts, goods: Goods, course: Course) -> None:
    """Put a pack of each product of a dealer's first month into its first document."""
    pack = course.setting.products.pack
    for dealer, month in enumerate(course.active.argmax(axis=1)):
        for product in np.flatnonzero(goods.ordered[dealer, :, month]):
            slots = units[dealer, product, :MOST, month]
            if not slots[0]:
                slots[slots.argmax()] -= pack[product]
                slots[0] += pack[product]


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
