"""Which watches are one matter, and how much money it has put in question since it began.

The rule, in one place. What is in question says one of two things of a dealer: that it bought
too much or too early (goods beyond the expected, stock that piled up, goods crowded into a
period's end, a rise that is paid back), or that it did not buy. Watches that say the same are of
kin, and a watch within SAME_MATTER_MONTHS of the last one of its kin is the same matter. So a rise
and its payback are one; a mechanical rhythm and a silence after it are two. A month that says both
(a rise paid back by not buying at all) belongs to both and continues the older.

The sum since then adds the amounts of the matter's listed months that say the same as the
month's own. Each lies in its own month, also where a signal weighed several months together
(it names that month's part), so that no goods are added twice. A payback alone names goods of
the months before: it is not added to them, and stands for them where it is larger. So does a
level (stock that is too much, a debt), which is the same goods or money every month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Index = NDArray[np.int64]
Flags = NDArray[np.bool_]

SAME_MATTER_MONTHS = 3
"""A watch within so many months of the last one of its kin is the same matter, not a new one."""
KIN = (("surplus", "crowded", "paid_back", "unsupported", "stocked"), ("missing",), ("conceded",))
"""Kinds of money that say the same of a dealer."""


@dataclass(frozen=True)
class Matters:
    """All arrays (dealers, months)."""

    since: Index
    """Index of the month in which the matter began; -1 where the month is not listed."""
    months: Index
    """How many months of the matter are listed so far, this one with them."""
    amount: Array
    """What the matter has put in question so far."""
    added: Array
    """What the month itself has added to that."""


def matters(
    raised: Mapping[str, Flags],
    kind: NDArray[np.str_],
    amount: Array,
    stands: Flags | None = None,
) -> Matters:
    """Return the matters of the listed months.

    `raised` says by kind of money where a signal is raised in a listed month, `kind` which one
    the month's amount in question is, "" where the month is not listed; `stands` says where that
    amount is a level, nowhere where it is left out.
    """
    says = np.stack([_any([raised[k] for k in kin if k in raised], kind.shape) for kin in KIN])
    own = np.stack([np.where(np.isin(kind, kin), np.nan_to_num(amount), 0.0) for kin in KIN])
    back = kind == "paid_back"
    if stands is not None:
        back |= stands
    nothing, none_yet = np.zeros(kind.shape), np.zeros(kind.shape, np.int64)
    found = Matters(np.full(kind.shape, -1), none_yet, nothing, nothing.copy())
    began, count = np.zeros(says.shape[:2], np.int64), np.zeros(says.shape[:2], np.int64)
    last = np.full(says.shape[:2], -SAME_MATTER_MONTHS - 1)
    total = np.zeros(says.shape[:2])
    for month in range(kind.shape[1]):
        now, listed = says[:, :, month], says[:, :, month].any(axis=0)
        goes_on = now & (month - last <= SAME_MATTER_MONTHS)
        start = np.where(goes_on, began, month).min(axis=0)
        nth = np.where(goes_on, count, 0).max(axis=0) + 1
        before, new = np.where(goes_on, total, 0.0), own[:, :, month]
        so_far = np.where(back[:, month], np.maximum(before, new), before + new)
        began, count = np.where(now, start, began), np.where(now, nth, count)
        last, total = np.where(now, month, last), np.where(now, so_far, total)
        found.since[:, month] = np.where(listed, start, -1)
        found.months[:, month] = np.where(listed, nth, 0)
        found.amount[:, month] = np.where(new > 0, so_far, 0.0).sum(axis=0)
        found.added[:, month] = np.where(new > 0, so_far - before, 0.0).sum(axis=0)
    return found


def _any(flags: list[Flags], shape: tuple[int, ...]) -> Flags:
    return np.logical_or.reduce(flags) if flags else np.zeros(shape, np.bool_)
