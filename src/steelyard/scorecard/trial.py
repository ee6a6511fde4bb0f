"""Truth and verdicts side by side: the dealers of the truth by the months judged.

The months judged begin with the first month that has a verdict other than `unjudged`, or with
the month asked for. What was said earlier is not looked at; of a case that began earlier only
the months judged are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.columns import Months, Texts, unusable
from steelyard.scorecard.given import Given
from steelyard.scorecard.grid import Grid
from steelyard.scorecard.truth import Cases, Truth
from steelyard.verdicts.findings import ALERTS, LISTED

GRACE = 2
"""An alert so many months after a case's end still counts as its discovery."""

Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Placed:
    """The cases that overlap the months judged, as month indexes; arrays (cases,)."""

    case: Cases
    first: Indices
    last: Indices
    until: Indices
    """Last month in which an alert still counts: the end and GRACE, or the last judged."""
    began_before: Flags
    """Whether it began before the months judged, or nobody knows when."""


@dataclass(frozen=True)
class Trial:
    """Arrays (dealers, months); a dealer without a verdict in a month has "" there."""

    truth: Truth
    months: Months
    cases: Placed
    verdict: Texts
    cause: Texts
    score: NDArray[np.float64]
    since: Indices
    """Months since 1970 of the month in which the present matter began; -1 for none."""
    missing: Flags
    """Dealers of the truth without any verdict; (dealers,)."""
    unknown_dealers: int
    """Dealers with verdicts of whom the truth says nothing; they are left out."""
    cases_outside: int
    """Cases that lie before or after the months judged; they are left out."""

    @property
    def alerted(self) -> Flags:
        """Where an alert stands."""
        return np.isin(self.verdict, ALERTS)

    @property
    def listed(self) -> Flags:
        """Where an alert or a `watch` stands."""
        return np.isin(self.verdict, LISTED)

    @property
    def honest_judged(self) -> Flags:
        """Return (dealers,): who is honest and has a verdict in these months."""
        return np.asarray(self.truth.honest & (self.verdict != "").any(axis=1))

    @property
    def windows(self) -> Flags:
        """Return (cases, months): where an alert discovers the case."""
        month = np.arange(self.months.size)
        after = month >= self.cases.first[:, None]
        return np.asarray(after & (month <= self.cases.until[:, None]))

    @property
    def lies(self) -> Flags:
        """Return (dealers, months): the months within a case of the dealer."""
        return self.by_dealer(self.during)

    @property
    def during(self) -> Flags:
        """Return (cases, months): the months within the case."""
        month = np.arange(self.months.size)
        within = (month >= self.cases.first[:, None]) & (month <= self.cases.last[:, None])
        return np.asarray(within)

    def by_dealer(self, of_cases: Flags) -> Flags:
        """Return (dealers, months): true where it is true of any case of the dealer."""
        found = np.zeros(self.verdict.shape, dtype=np.bool_)
        np.logical_or.at(found, self.cases.case.dealer, of_cases)
        return found


def side_by_side(truth: Truth, given: Given, start: np.datetime64 | None = None) -> Trial:
    """Return both on one grid, from the month `start` on if one is asked for."""
    months = _judged(given, start)
    places = Grid(truth.dealers, months).places(given.dealer, given.month)
    if (places.dealer < 0).all():
        raise unusable("strangers", truth=truth.dealers[0], verdicts=given.dealer[0])
    cases, outside = _placed(truth.cases, months)
    missing = np.ones(truth.dealers.size, dtype=np.bool_)
    missing[places.dealer[places.dealer >= 0]] = False
    return Trial(
        truth=truth,
        months=months,
        cases=cases,
        verdict=places.laid(given.verdict, ""),
        cause=places.laid(given.cause, ""),
        score=places.laid(given.score, np.nan),
        since=places.laid(_month_numbers(given.since), -1),
        missing=missing,
        unknown_dealers=np.unique(given.dealer[places.dealer < 0]).size,
        cases_outside=outside,
    )


def _judged(given: Given, start: np.datetime64 | None) -> Months:
    months = given.months
    first = given.first_judged if start is None else max(start, months[0])
    if first > months[-1]:
        raise unusable("from_beyond", asked=first, last=months[-1])
    return months[months >= first]


def _month_numbers(months: Months) -> Indices:
    return np.where(np.isnat(months), -1, months.astype(np.int64))


def _placed(cases: Cases, months: Months) -> tuple[Placed, int]:
    """Return the cases that overlap the months, and how many do not."""
    end = months.size - 1
    unknown_start, unknown_end = np.isnat(cases.starts), np.isnat(cases.ends)
    first = np.where(unknown_start, -1, (cases.starts - months[0]).astype(np.int64))
    last = np.where(unknown_end, end, (cases.ends - months[0]).astype(np.int64))
    inside = (first <= end) & (last >= 0)
    first, last = first[inside], last[inside]
    placed = Placed(
        case=_chosen(cases, inside),
        first=np.maximum(first, 0),
        last=np.minimum(last, end),
        until=np.minimum(last + np.where(unknown_end[inside], 0, GRACE), end),
        began_before=first < 0,
    )
    return placed, int((~inside).sum())


def _chosen(cases: Cases, which: Flags) -> Cases:
    return replace(cases, **{name: values[which] for name, values in vars(cases).items()})
