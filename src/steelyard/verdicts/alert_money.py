"""What an alert puts in question: in its month, and since it began.

A signal weighs a window of up to twelve months and names the money of the whole window. So the
month's part is the mean month of that window; and what the alert has put in question since it
began is that of the window weighed last and of what stood before that window. Windows that
overlap are not added to one another, and the sum never falls.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.signals import Reader, Reading
from steelyard.verdicts.amounts import months_weighed
from steelyard.verdicts.conviction import Conviction

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Money:
    """What is in question, and over how many months up to the judged one; same shape."""

    whole: Array
    months: Array

    @property
    def in_the_month(self) -> Array:
        """The mean month of it."""
        return np.asarray(self.whole / self.months)


@dataclass(frozen=True)
class Sums:
    """Since the alert began, (dealers, months) each; 0 where there is none."""

    total: Array
    added: Array
    """What the month itself has added to that."""
    months: Indices
    """Months of alert so far, this one with them."""


def money(
    conviction: Conviction,
    cause: str,
    readings: Mapping[str, Reading],
    readers: Mapping[str, Reader],
) -> Money:
    """Return the most money that a clearly departing signal of the cause puts in question."""
    shape = conviction.score.shape
    whole, months = np.zeros(shape), np.ones(shape)
    for name, clear in conviction.clear().items():
        if name not in readings or cause not in readers[name].signal.speaks_for:
            continue
        amount = np.nan_to_num(readings[name].amount_in_question)
        more = clear & (amount > whole)
        whole = np.where(more, amount, whole)
        months = np.where(more, months_weighed(readings[name], readers[name].signal), months)
    return Money(whole, months)


def sums(found: Money, since: Indices, alert: Flags) -> Sums:
    """Return what each alert has put in question so far; an alert is known by its `since`."""
    dealers, months = alert.shape
    so_far, added = np.zeros((dealers, months + 1)), np.zeros(alert.shape)
    nth, count = np.zeros(alert.shape, np.int64), np.zeros(dealers, np.int64)
    row, raised, began = np.arange(dealers), np.full(dealers, -1), np.full(dealers, -1)
    for month in range(months):
        now = alert[:, month]
        fresh = now & ((raised < 0) | (since[:, month] != began))
        raised, began = np.where(fresh, month, raised), np.where(fresh, since[:, month], began)
        before = np.where(fresh, 0.0, so_far[:, month])
        first = month + 1 - found.months[:, month].astype(np.int64)
        stood = np.where(first > raised, so_far[row, np.maximum(first, 0)], 0.0)
        total = np.maximum(before, stood + found.whole[:, month])
        so_far[:, month + 1] = np.where(now, total, before)
        added[:, month] = np.where(now, total - before, 0.0)
        count = np.where(fresh, 0, count) + now
        nth[:, month] = np.where(now, count, 0)
    return Sums(np.where(alert, so_far[:, 1:], 0.0), added, nth)
