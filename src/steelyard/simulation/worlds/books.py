"""Books: what dealers report as sold and as in stock, (dealers, products, months).

An honest report is what was sold, with a slip at the cut-off and some error. A liar's says what
its deed wants said. Reported stock is what should be there by what was told.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.simulation.worlds.arrays import Array, Counts, Flags, whole
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.goods import Goods

_BETWEEN_PRODUCTS = 0.5
"""Error of a product beside that of the whole report."""
_BOOKED_LATE = 0.3
"""Share of returns that the manufacturer books a month late."""


@dataclass(frozen=True)
class Books:
    """The reports of all dealers. A report that never came still has its figures here."""

    told: Counts
    """Reported as sold."""
    told_came: Flags
    """(dealers, months): whether the report came."""
    claimed: Counts
    """Reported as in stock at the end of the month."""
    claimed_came: Flags
    invented: Counts
    """Reported as sold, and neither sold nor handed to anybody."""
    returned: Counts
    """Returns, in the month in which the manufacturer booked them."""


def write_books(course: Course, goods: Goods) -> Books:
    """Return what the dealers say."""
    rng = course.setting.stream("books")
    returned = _booked(goods.sent_back, course.by_the_books, rng)
    invented = _invented(goods.pushed, course.invented_share)
    said = said_sold(course, goods, invented)
    told = _told(course, said, rng)
    missing = course.setting.known.missing
    return Books(
        told=told,
        told_came=~course.held_over & (rng.random(course.shape) >= missing) & course.active,
        claimed=_claimed(course, goods, said, told, returned, rng),
        claimed_came=(rng.random(course.shape) >= missing) & course.active,
        invented=invented,
        returned=returned,
    )


def said_sold(course: Course, goods: Goods, invented: Counts) -> Counts:
    """Return what each dealer means to report: the truth, and what its deed adds or leaves out."""
    dealers = course.shape[0]
    hidden = goods.links.sold_without_a_word(dealers) * course.complicit[:, None, None]
    # What was invented is not reported again when the goods behind it are sold at last.
    again = _invented(goods.released, course.invented_share)
    said = goods.sell_out + goods.moved_out + invented - hidden - again
    return np.asarray(np.maximum(said, 0), dtype=np.int64)


def _invented(pushed: Counts, share: Array) -> Counts:
    steps = np.floor(np.cumsum(pushed, axis=2) * share[:, None, None] + 1e-9)
    return np.asarray(np.diff(steps, axis=2, prepend=0.0), dtype=np.int64)


def _booked(sent_back: Counts, at_once: Flags, rng: np.random.Generator) -> Counts:
    """Return returns as booked: some a month after the goods left, never past the last month."""
    late = (rng.random(sent_back.shape) < _BOOKED_LATE) & ~at_once[:, None, None]
    late[:, :, -1] = False
    booked = np.where(late, 0, sent_back)
    booked[:, :, 1:] += np.where(late, sent_back, 0)[:, :, :-1]
    return np.asarray(booked, dtype=np.int64)


def _told(course: Course, said: Counts, rng: np.random.Generator) -> Counts:
    """Return reports with their slips, errors and months held over."""
    part = course.slip[:, None, None] * rng.uniform(0.0, 2.0, (course.shape[0], 1, course.shape[1]))
    slipped = np.floor(said * np.minimum(part, 0.5)).astype(np.int64)
    told = said - slipped
    told[:, :, 1:] += slipped[:, :, :-1]
    in_packs = course.setting.habits.in_packs[:, None, None]
    told = np.where(in_packs, whole(told, course.setting.products.pack[None, :, None]), told)
    wrong = rng.normal(0.0, 1.0, (course.shape[0], 1, course.shape[1]))
    wrong = wrong + _BETWEEN_PRODUCTS * rng.normal(0.0, 1.0, said.shape)
    noise = np.where(course.by_the_books, 0.0, course.report_noise)[:, None, None]
    told = np.rint(told * np.exp(noise * wrong)).astype(np.int64)
    for month in range(course.shape[1] - 1):
        late = course.held_over[:, month, None]
        told[:, :, month + 1] += np.where(late, told[:, :, month], 0)
        told[:, :, month] = np.where(late, 0, told[:, :, month])
    return np.asarray(told, dtype=np.int64)


def _claimed(
    course: Course,
    goods: Goods,
    said: Counts,
    told: Counts,
    returned: Counts,
    rng: np.random.Generator,
) -> Counts:
    """Return reported stock: by the books, or counted with an error; less what is denied."""
    # Goods that are only parked are not the dealer's, and a complicit one knows of no others.
    parked = np.diff(goods.parked, axis=2, prepend=0)
    owned = (goods.moved_in - parked) * ~course.complicit[:, None, None]
    came = goods.opening_in_first + goods.sell_in + goods.taken + owned - goods.given
    by_books = np.cumsum(came - returned - told, axis=2)
    by_count = np.cumsum(came - goods.sent_back - said, axis=2)
    noise = course.count_noise[:, None, None] * rng.normal(0.0, 1.0, said.shape)
    counted = np.rint(by_count * np.exp(noise))
    kept = np.where(course.by_the_books[:, None, None], by_books, counted)
    denied = course.denied_share * (1 - course.invented_share)
    left = kept - np.floor(goods.pile * denied[:, None, None])
    return np.asarray(np.maximum(left, 0), dtype=np.int64)
