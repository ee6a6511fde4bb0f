"""How well a month's evidence is founded: strong, medium or weak, by one rule of three lines.

1. How rare the joined reading of all looks is in an ordinary month: once in 10,000 or rarer is
   strong, once in 1,000 or rarer medium, all else weak.
2. Every three listed months of the same matter raise it by one step: a signal looks back over
   about three months, so that these are other goods.
3. A rival that is not excluded lowers it by one step, whatever the rest, so that it is never
   strong. One that cannot be judged changes nothing: it would lower all dealers alike.

It grades how surely the month departs from the expected, not what the reason is. Of a silence
that nothing was ordered is certain, so that the grade speaks only of how unusual that is, and the
words say so. An alert has a rule of its own (`alert_strength`). The words are in `case_words`.
"""

from __future__ import annotations

from dataclasses import dataclass

from steelyard.results.alert_strength import Founded, alert_step, founded
from steelyard.results.rivals import Rivals
from steelyard.verdicts.findings import ALERTS

GRADES = ("weak", "medium", "strong")
RARER = (1e-3, 1e-4)
"""Joined p-values from which the reading alone is medium, and strong."""
REPEATED = 3
"""So many listed months of one matter raise the grade by a step."""


@dataclass(frozen=True)
class Strength:
    """A grade and what it was taken from."""

    grade: str
    """One of GRADES."""
    p_value: float
    """The joined reading over all looks."""
    months: int
    """Listed months of the matter."""
    open_rivals: tuple[str, ...]
    """Keys of the rivals that are not excluded."""
    silence: bool = False
    """Whether the month did not buy: then what happened is certain, whatever the grade."""
    alert: Founded | None = None
    """What the grade of an alert is taken from; None for a watch."""

    @property
    def weight(self) -> int:
        """What the grade counts in the order of the queue: 1, 2 or 3."""
        return GRADES.index(self.grade) + 1

    @property
    def rarity(self) -> str:
        """What the reading alone would be graded."""
        return grade(self.p_value, 1)


def grade(p_value: float, months: int, open_rivals: tuple[str, ...] = ()) -> str:
    """Return the grade of a joined reading in a matter of so many listed months."""
    rare = sum(p_value <= limit for limit in RARER)
    raised = min(rare + months // REPEATED, len(GRADES) - 1)
    return GRADES[max(raised - bool(open_rivals), 0)]


def strength_of(rivals: Rivals, dealer: int, month: int) -> Strength:
    """Return the strength of the evidence of one dealer's month."""
    verdicts, at = rivals.expected.findings.verdicts, (dealer, month)
    standing = tuple(r.key for r in rivals.weigh(dealer, month) if r.standing == "open")
    p_value, months = float(verdicts.p_value[at]), int(verdicts.listed_months[at])
    if verdicts.verdict[at] in ALERTS:
        of = founded(rivals.expected.findings, dealer, month, rivals.readers)
        graded = GRADES[alert_step(of, standing)]
        return Strength(graded, p_value, months, standing, alert=of)
    silence = str(verdicts.amount_kind[at]) == "missing"
    return Strength(grade(p_value, months, standing), p_value, months, standing, silence)
