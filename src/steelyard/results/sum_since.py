"""What each month adds to the sum since a matter began, so that a table of months adds up.

The rule of the sum stands in `verdicts.matters`; here it is only taken apart again, for one
listed month. It is not what a month puts in question by itself: a payback names goods of the
months before and adds only what goes beyond them.
"""

from __future__ import annotations

import numpy as np

from steelyard.verdicts.findings import LISTED, Findings
from steelyard.verdicts.matters import KIN

NEARLY = 1e-9
"""Share of the sum below which nothing is left of it but rounding."""


def added(findings: Findings, dealer: int, month: int) -> dict[int, float]:
    """Return by month what it adds to `amount_since` of the listed month; they sum up to it."""
    verdicts = findings.verdicts
    kin = next((k for k in KIN if str(verdicts.amount_kind[dealer, month]) in k), ())
    rest = whole = float(np.nan_to_num(verdicts.amount_since[dealer, month]))
    parts: dict[int, float] = {}
    for at in range(month, -1, -1):
        if rest <= NEARLY * whole:
            break
        if str(verdicts.amount_kind[dealer, at]) in kin:
            parts[at] = min(rest, float(verdicts.amount_added[dealer, at]))
            rest -= parts[at]
    return parts


def left_out(findings: Findings, dealer: int, month: int, first: int) -> list[int]:
    """Return the listed months from `first` up to the month whose amount is not in the sum."""
    listed = np.isin(findings.verdicts.verdict[dealer], LISTED)
    counted = added(findings, dealer, month)
    return [at for at in range(first, month + 1) if listed[at] and at not in counted]
