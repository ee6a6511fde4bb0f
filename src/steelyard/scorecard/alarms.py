"""Alarms as a reader gets them: an alert that goes on is one, not a new one every month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.scorecard.trial import Flags, Indices, Trial
from steelyard.statistics.wilson import Proportion, proportion


@dataclass(frozen=True)
class Alarms:
    """New alarms over the months judged."""

    new: int
    months: int
    a_month: float
    most_in_a_month: int
    precision: Proportion
    """Share of the new alarms that fall into a case of their dealer."""
    before_case: int
    """New alarms on dealers that have a case, but before it began."""
    after_case: int
    """New alarms on dealers that have a case, but later than it may be discovered."""


def alarms(trial: Trial) -> Alarms:
    """Return how many new alarms there were, and how many of them were right."""
    new = new_alarms(trial.alerted, trial.since)
    right = new & trial.by_dealer(trial.windows)
    wrong = new & ~right
    coming = wrong & trial.by_dealer(_before(trial))
    past = wrong & ~coming & ~trial.truth.honest[:, None]
    a_month = new.sum(axis=0)
    return Alarms(
        new=int(new.sum()),
        months=trial.months.size,
        a_month=float(a_month.mean()),
        most_in_a_month=int(a_month.max()),
        precision=proportion(int(right.sum()), int(new.sum())),
        before_case=int(coming.sum()),
        after_case=int(past.sum()),
    )


def new_alarms(alerted: Flags, since: Indices) -> Flags:
    """Return (dealers, months): alerts that neither go on nor belong to the alert before.

    An alert belongs to the one before where the month before was alerted, or where both name
    the same month under `since`.
    """
    new = np.zeros(alerted.shape, dtype=np.bool_)
    earlier = np.full(alerted.shape[0], -1, dtype=np.int64)
    before = np.zeros(alerted.shape[0], dtype=np.bool_)
    for month in range(alerted.shape[1]):
        now, began = alerted[:, month], since[:, month]
        same = (began >= 0) & (began == earlier)
        new[:, month] = now & ~before & ~same
        earlier = np.where(now, began, earlier)
        before = now
    return new


def _before(trial: Trial) -> Flags:
    """Return (cases, months): the months before the case began."""
    return np.asarray(np.arange(trial.months.size) < trial.cases.first[:, None])
