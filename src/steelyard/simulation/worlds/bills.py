"""Bills: invoices, what was paid on them and when, and trade spend claimed. Money in fen.

Every order is an invoice. A return is a negative one, set off on its day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.simulation.worlds.arrays import Array, Counts, Flags, Months
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.orders import Lines
from steelyard.simulation.worlds.seasons import after, dates_of

KINDS = ("promotion", "rebate", "price_support")
_KIND_SHARES = (0.5, 0.3, 0.2)
_SPEND_NOISE = 0.15
_PAYMENT_DAYS = 4.0
"""Spread of a payment around the dealer's usual lateness."""
_IN_TWO = 0.2
_FIRST_PART = 0.6
_MOST_CUT = 0.2
"""Of a claim, the most that is not granted."""


@dataclass(frozen=True)
class Bills:
    """(rows,) arrays of three tables; days are dates."""

    invoice_dealer: Counts
    issued_on: Months
    due_on: Months
    invoice_fen: Counts
    paid_invoice: Counts
    """Index of the invoice that a payment pays."""
    paid_on: Months
    paid_fen: Counts
    claim_dealer: Counts
    claimed_on: Months
    claim_kind: Counts
    """Index into KINDS."""
    claimed_fen: Counts
    granted_fen: Counts


def write_bills(course: Course, lines: Lines) -> Bills:
    """Return the bills of all dealers."""
    rng = course.setting.stream("bills")
    _, first = np.unique(lines.document, return_index=True)
    dealer, month = lines.dealer[first], lines.month[first]
    issued = dates_of(course.setting.months[month], lines.day[first])
    fen = np.bincount(lines.document, weights=lines.amount_fen).astype(np.int64)
    credit = np.where(fen > 0, course.setting.habits.credit_days[dealer], 0)
    due = after(issued, credit)
    invoice, paid_on, paid = _payments(course, dealer, month, due, fen, rng)
    return Bills(dealer, issued, due, fen, invoice, paid_on, paid, *_claims(course, lines, rng))


def _payments(
    course: Course,
    dealer: Counts,
    month: Counts,
    due: Months,
    fen: Counts,
    rng: np.random.Generator,
) -> tuple[Counts, Months, Counts]:
    """Return (invoice, day, fen) of the payments that came before the world ended."""
    late = rng.normal(course.late_days[dealer, month], _PAYMENT_DAYS)
    days = np.where(fen > 0, np.maximum(np.rint(late), -3), 0).astype(np.int64)
    in_two = (rng.random(len(fen)) < _IN_TWO) & (fen > 0)
    first = np.where(in_two, np.rint(fen * _FIRST_PART), fen).astype(np.int64)
    gap = rng.integers(5, 20, len(fen))
    invoice = np.concatenate([np.arange(len(fen)), np.flatnonzero(in_two)])
    paid = np.concatenate([first, (fen - first)[in_two]])
    paid_on = np.concatenate([after(due, days), after(due, days + gap)[in_two]])
    came: Flags = paid_on < (course.setting.months[-1] + 1).astype("datetime64[D]")
    return invoice[came], paid_on[came], paid[came]


def _claims(
    course: Course, lines: Lines, rng: np.random.Generator
) -> tuple[Counts, Months, Counts, Counts, Counts]:
    """Return (dealer, day, kind, claimed, granted): a share of the month's sell-in, by kind."""
    base = np.maximum(_before_returns(lines, course.shape), 0.0)
    noise = np.exp(rng.normal(0.0, _SPEND_NOISE, (*course.shape, len(KINDS))))
    granted = (base * course.trade_spend)[:, :, None] * noise * _KIND_SHARES
    fen = np.rint(granted * 100).astype(np.int64)
    dealer, month, kind = np.nonzero(fen > 0)
    day = dates_of(course.setting.months[month], rng.integers(20, 29, len(dealer)))
    fen = fen[dealer, month, kind]
    claimed = np.rint(fen / (1 - rng.uniform(0, _MOST_CUT, len(fen)))).astype(np.int64)
    return dealer, day, kind, claimed, fen


def _before_returns(lines: Lines, shape: tuple[int, int]) -> Array:
    total = np.zeros(shape)
    np.add.at(total, (lines.dealer, lines.month), np.maximum(lines.amount_fen, 0) / 100)
    return total
