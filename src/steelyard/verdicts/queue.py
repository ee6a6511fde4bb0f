"""Whom to verify first: the one order for terminal, report and workbook.

It is a proposal for the manager's morning: alerts first, then strength of evidence times the
money in question, so that a certain trifle does not stand before a likely fortune.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.verdicts.findings import Verdicts

ALERTS = ("inflated", "overmighty")
LISTED = (*ALERTS, "watch")


def to_verify(verdicts: Verdicts, month: int) -> NDArray[np.int64]:
    """Return the listed dealers of a month: alerts first, then strength times money."""
    column = verdicts.verdict[:, month]
    rows = np.flatnonzero(np.isin(column, LISTED))
    score = np.nan_to_num(verdicts.score[rows, month])
    amount = np.nan_to_num(verdicts.amount_in_question[rows, month])
    order = np.lexsort((rows, -amount, -score * amount, ~np.isin(column[rows], ALERTS)))
    return rows[order]
