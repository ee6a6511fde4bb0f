"""A case's last months as the page lists them, so that its headline can be added up again.

Each month stands with what it puts in question itself, which the headline names for the last one,
and with what of that is counted into the sum since the matter began, which the headline names too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from steelyard.report.case import CaseTeller
from steelyard.report.flagged import Flagged
from steelyard.results.claim import claim
from steelyard.results.sum_since import added, left_out

MONTHS_LISTED = 6
DIFFERENT = 0.01
"""From this share on two amounts are told apart."""


@dataclass(frozen=True)
class RecentMonths:
    """The last months up to the case's own."""

    rows: list[dict[str, Any]]
    """Newest first. `in_question` is the month's own amount, NaN where it is not listed; `added`
    what it adds to the sum, NaN where it belongs to another matter or to none."""
    before: float
    """What the sum holds from before the months listed; 0 for nothing."""
    total: float
    """The sum since the matter began."""
    others: list[str]
    """Which of the listed months are not in the sum, and why."""

    @property
    def counts_differently(self) -> bool:
        """Whether some month's amount in question is not its difference."""
        return any(_differ(abs(row["gap"]), row["in_question"]) for row in self.rows)

    @property
    def counts_once(self) -> bool:
        """Whether some month adds to the sum another amount than it puts in question."""
        return any(_differ(row["added"], row["in_question"]) for row in self.rows)


def recent_months(teller: CaseTeller, case: Flagged) -> RecentMonths:
    """Return the last months of a case.

    Months that were weighed together stand against what was expected of them together.
    """
    parts = added(teller.findings, case.dealer, case.month)
    return RecentMonths(
        rows=_rows(teller, case, parts),
        before=sum(a for month, a in parts.items() if month <= case.month - MONTHS_LISTED),
        total=case.amount_since,
        others=_others(teller, case),
    )


def _rows(teller: CaseTeller, case: Flagged, parts: dict[int, float]) -> list[dict[str, Any]]:
    first = max(int(teller.findings.channel.panel.first_month[case.dealer]), 0)
    start = max(first, case.month - MONTHS_LISTED + 1)
    found = claim(teller.expected, case.dealer, case.month)
    earliest, _ = teller.span(case, found)
    rows = []
    for month in range(case.month, start - 1, -1):
        together = month >= earliest
        row = teller.figures_of(case.dealer, month, found.a_month if together else math.nan)
        amount = float(teller.findings.verdicts.amount_in_question[case.dealer, month])
        own = amount if row["listed"] else math.nan
        weighed = found.months > 1 and together
        counted = parts.get(month, math.nan)
        rows.append({**row, "weighed": weighed, "in_question": own, "added": counted})
    return rows


def _others(teller: CaseTeller, case: Flagged) -> list[str]:
    verdicts, t = teller.findings.verdicts, teller.voice
    said: dict[str, list[str]] = {"matter": [], "kind": []}
    start = max(0, case.month - MONTHS_LISTED + 1)
    for month in left_out(teller.findings, case.dealer, case.month, start):
        kind = str(verdicts.amount_kind[case.dealer, month])
        if kind:
            why = "matter" if month < verdicts.since[case.dealer, case.month] else "kind"
            told = t.month(teller.findings.channel.panel.months[month])
            of = t.sentence(f"results.kind.{kind}")
            said[why].append(t("dealer.month_of_kind", month=told, kind=of))
    return [t(f"dealer.other_{why}", months=t.join(m)) for why, m in said.items() if m]


def _differ(one: float, other: float) -> bool:
    """Return whether both are known and stand apart."""
    known = np.isfinite(one) and np.isfinite(other)
    return bool(known and not abs(one - other) <= DIFFERENT * other)
