"""Whom to verify first: the one order for terminal, report and workbook.

It is a proposal for the manager's morning: alerts first, then strength of evidence (strong 3,
medium 2, weak 1) times the month's money in question, so that a certain trifle does not stand
before a likely fortune. Anybody can do the sum again from what is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from steelyard.results.rivals import Rivals
from steelyard.results.strength import Strength, strength_of
from steelyard.signals.signal import KINDS
from steelyard.verdicts.findings import ALERTS, LISTED, Verdicts


def to_verify(rivals: Rivals, month: int) -> list[tuple[int, Strength]]:
    """Return the listed dealers of a month with the strength of their evidence, in order."""
    verdicts = rivals.expected.findings.verdicts
    graded = [(row, strength_of(rivals, row, month)) for row in listed(verdicts, month)]

    def place(one: tuple[int, Strength]) -> tuple[bool, float, float, int]:
        row, strength = one
        amount = float(np.nan_to_num(verdicts.amount_in_question[row, month]))
        calm = verdicts.verdict[row, month] not in ALERTS
        return calm, -strength.weight * amount, -amount, row

    return sorted(graded, key=place)


def listed(verdicts: Verdicts, month: int) -> list[int]:
    """Return the rows of the dealers that somebody should look at, in the panel's order."""
    rows: list[int] = np.flatnonzero(np.isin(verdicts.verdict[:, month], LISTED)).tolist()
    return rows


def sums_by_kind(verdicts: Verdicts, month: int) -> Mapping[str, float]:
    """Return what is in question in a month, each kind of money by itself; none that is nothing.

    Goods bought in excess, goods that only came early or late and goods that did not come are
    not added to one another.
    """
    rows = listed(verdicts, month)
    amount = np.nan_to_num(verdicts.amount_in_question[rows, month])
    kind = verdicts.amount_kind[rows, month]
    sums = {name: float(amount[kind == name].sum()) for name in KINDS}
    return {name: total for name, total in sums.items() if total > 0}
