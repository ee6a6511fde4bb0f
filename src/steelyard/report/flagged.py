"""Who is flagged in a month, in the order in which to verify them.

It reads the verdicts and knows nothing of pages.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.results.queue import to_verify
from steelyard.results.rivals import Rivals
from steelyard.results.strength import Strength
from steelyard.verdicts.findings import ALERTS, LISTED, Findings, Verdicts


@dataclass(frozen=True)
class Flagged:
    """One dealer in one month that somebody should look at."""

    rank: int
    dealer: int
    """Row of the panel."""
    month: int
    """Column of the panel."""
    verdict: str
    cause: str
    score: float
    p_value: float
    amount: float
    kind: str
    """Which money the amount is; "" where it is not known."""
    amount_since: float
    """What the matter has put in question since it began."""
    since: int
    strength: Strength

    @property
    def is_new(self) -> bool:
        """Whether the matter began in this very month."""
        return self.since == self.month

    @property
    def is_alert(self) -> bool:
        """Whether it is an alert rather than a call for a check."""
        return self.verdict in ALERTS


def flagged(rivals: Rivals, month: int) -> list[Flagged]:
    """Return the listed dealers of a month, the first to verify first."""
    verdicts, queue = rivals.expected.findings.verdicts, to_verify(rivals, month)
    return [
        _one(verdicts, row, month, rank, strength) for rank, (row, strength) in enumerate(queue, 1)
    ]


def _one(verdicts: Verdicts, row: int, month: int, rank: int, strength: Strength) -> Flagged:
    at = (row, month)
    return Flagged(
        rank=rank,
        dealer=row,
        month=month,
        verdict=str(verdicts.verdict[at]),
        cause=str(verdicts.cause[at]),
        score=float(np.nan_to_num(verdicts.score[at])),
        p_value=float(verdicts.p_value[at]),
        amount=float(np.nan_to_num(verdicts.amount_in_question[at])),
        kind=str(verdicts.amount_kind[at]),
        amount_since=float(np.nan_to_num(verdicts.amount_since[at])),
        since=int(verdicts.since[at]),
        strength=strength,
    )


@dataclass(frozen=True)
class Unlisted:
    """A raised signal of a dealer that is not listed: among so many dealers it may be chance."""

    dealer: int
    signal: str
    p_value: float
    amount: float


def unlisted(findings: Findings, month: int) -> list[Unlisted]:
    """Return the rarest raised signal of each dealer not listed, the largest amount first."""
    verdicts, best = findings.verdicts, dict[int, Unlisted]()
    listed = np.isin(verdicts.verdict[:, month], LISTED)
    for name in sorted(verdicts.raised):
        reading = findings.readings[name]
        for dealer in np.flatnonzero(verdicts.raised[name][:, month] & ~listed).tolist():
            at = (dealer, month)
            p, amount = float(reading.p_value[at]), float(reading.amount_in_question[at])
            if dealer not in best or p < best[dealer].p_value:
                best[dealer] = Unlisted(dealer, name, p, amount)
    return sorted(best.values(), key=lambda u: (-u.amount, u.dealer))


def lately_flagged(verdicts: Verdicts, month: int, back: int = 3) -> list[tuple[int, int]]:
    """Return (dealer, last month listed) of those listed in the months before, not in this one.

    Newest first, then in the panel's order.
    """
    if month == 0:
        return []
    start = max(0, month - back)
    listed = np.isin(verdicts.verdict[:, start : month + 1], LISTED)
    rows = np.flatnonzero(listed[:, :-1].any(axis=1) & ~listed[:, -1])
    last = month - 1 - listed[rows, :-1][:, ::-1].argmax(axis=1)
    order = np.lexsort((rows, -last))
    return [(int(rows[i]), int(last[i])) for i in order]
