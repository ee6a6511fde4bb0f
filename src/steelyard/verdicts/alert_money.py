"""What an alert puts in question: in its month, and since it began.

A signal names the mean month of the window that it weighed. When an alert is raised its whole
window counts, in equal parts; from then on each month's window is joined to what stood before
that window. So windows that overlap are not added to one another, and the sum never falls. A
level that stands (stock that is too much, a debt) is not added up at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.signals import Reader, Reading, Signal
from steelyard.verdicts.conviction import Conviction
from steelyard.verdicts.findings import ALERTS

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]


_ANY = 1e-9
"""The least money with which an alert goes on: its sum since it began matters, not one month's."""
TOO_LITTLE = 0.1
"""Part of the floor below which nobody is alerted, however plain the matter is."""


@dataclass(frozen=True)
class Asked:
    """What is asked of the money in question before anybody is alerted."""

    floor: Array
    """(months,): what matters at all."""
    taken_over: Array
    """(dealers, months): business of one that closed, for which nobody is alerted; inf for all."""

    def beyond(self, amount: Array) -> Array:
        """Return (..., dealers, months): the log odds to be shown beyond the bound."""
        return to_be_shown(amount - self.taken_over, self.floor)

    @property
    def lasting(self) -> Asked:
        """What is asked of a running alert: any money at all."""
        return replace(self, floor=np.full_like(self.floor, _ANY))


@dataclass(frozen=True)
class Money:
    """What is in question, in arrays of one shape."""

    amount: Array
    """In a mean month of the window."""
    months: Indices
    """How many months the window holds, the judged one the last."""
    stands: Flags
    """Whether the amount is a level, the same every month."""
    stocked: Flags
    """Whether it is stock that the dealer itself reports: too much, but borne out."""


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
    amount, months = np.zeros(shape), np.ones(shape, dtype=np.int64)
    stands, stocked = np.zeros((2, *shape), dtype=np.bool_)
    for name, clear in conviction.clear().items():
        if name not in readings or cause not in readers[name].signal.speaks_for:
            continue
        here = np.nan_to_num(readings[name].amount_in_question)
        more, signal = clear & (here > amount), readers[name].signal
        amount = np.where(more, here, amount)
        months = np.where(more, _window(readings[name], signal), months)
        stands = np.where(more, signal.stands, stands)
        stocked = np.where(more, signal.amount_kind == "stocked", stocked)
    return Money(amount, months, stands, stocked)


def to_be_shown(amount: Array, floor: Array) -> Array:
    """Return the log odds to be shown beyond the bound, (dealers, months); inf for too little.

    What a check is worth is the chance of a lie times its money: for half of the money the odds
    must be twice as high.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        less = np.log(floor / np.maximum(amount, 0.0))
    return np.where(amount < TOO_LITTLE * floor, np.inf, np.where(amount < floor, less, 0.0))


def _window(reading: Reading, signal: Signal) -> Indices | int:
    """Return over how many months the signal looked."""
    if isinstance(signal.months, int):
        return signal.months
    known = np.nan_to_num(reading.figures[signal.months].astype(np.float64), nan=1.0)
    return np.maximum(known, 1.0).astype(np.int64)


def sums(found: Money, since: Indices, verdict: NDArray[np.str_]) -> Sums:
    """Return what each alert has put in question so far; it is known by its verdict and `since`.

    `verdict` is one of ALERTS, or "" where there is no alert.
    """
    total, added, months = (
        np.sum(parts, axis=0)
        for parts in zip(*(_sums(found, since, verdict == one) for one in ALERTS), strict=True)
    )
    return Sums(total, added, months)


def _sums(found: Money, since: Indices, alert: Flags) -> tuple[Array, Array, Indices]:
    """Return the total, what the month added, and the months so far, of one verdict's alerts."""
    dealers, months = alert.shape
    column = np.arange(months + 1)
    so_far, (told, added) = np.zeros((dealers, months + 1)), np.zeros((2, *alert.shape))
    nth, count = np.zeros(alert.shape, np.int64), np.zeros(dealers, np.int64)
    row, began = np.arange(dealers), np.full(dealers, -1)
    for month in range(months):
        now, amount = alert[:, month], found.amount[:, month]
        fresh = now & ((count == 0) | (since[:, month] != began))
        began = np.where(fresh, since[:, month], began)
        # Up to each month before the alert was raised: equal parts of its window.
        flow = np.where(found.stands[:, month], 0.0, amount)[:, None]
        parts = np.clip(column - began[:, None], 0, month - began[:, None]) * flow
        so_far = np.where(fresh[:, None] & (column <= month), parts, so_far)
        before = np.where(fresh, 0.0, so_far[:, month])
        first = np.maximum(month + 1 - found.months[:, month], began)
        stood = so_far[row, np.maximum(first, 0)]
        whole = np.where(found.stands[:, month], amount, stood + amount * (month + 1 - first))
        total = np.maximum(so_far[:, month], whole)
        so_far[:, month + 1] = np.where(now, total, before)
        told[:, month] = np.where(now, total, 0.0)
        added[:, month] = np.where(now, total - before, 0.0)
        count = np.where(fresh, 0, count) + now
        nth[:, month] = np.where(now, count, 0)
    return told, added, nth
