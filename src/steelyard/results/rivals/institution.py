"""A sale to an institution: many units, few of which are ever scanned, for a month or two."""

from __future__ import annotations

import numpy as np

from steelyard.results.rivals.case import Case
from steelyard.results.rivals.rival import ENOUGH, Rival
from steelyard.verdicts.conviction import CLEAR

OF = ("fabricated_sell_out", "stock_transfer", "stuffing")
LONGEST = 2
"""Months that one such sale shows in."""
_FORGOTTEN = 8
"""Months after which neither it nor the scans that lag behind it show in the windows."""


def weigh(case: Case) -> Rival:
    """Return how it stands: in the warehouse still, short, over again, or too long for one sale."""
    counts = {"months": case.months}
    if _is_still_there(case):
        return Rival("institution", "excluded", counts=counts, why="counted")
    if case.months <= LONGEST:
        return Rival("institution", "open", counts=counts)
    if case.months <= _FORGOTTEN and _is_back(case):
        return Rival("institution", "open", counts=counts, why="back")
    return Rival("institution", "excluded", counts=counts)


def _is_still_there(case: Case) -> bool:
    """Whether an audit clearly found goods of which the dealer's own count says nothing."""
    shift = case.balance.audits
    if shift is None:
        return False
    return bool(np.nan_to_num(shift.departure[:, case.dealer, case.month]).max() >= CLEAR)


def _is_back(case: Case) -> bool:
    """Whether the month has made up half of what scans fell short of reports before it."""
    scanning = case.balance.scanning
    if scanning is None:
        return False
    rate, last = scanning.rate[0], slice(case.month, case.month + 1)
    before, since, now = (
        case.a_month(rate, months) for months in (case.past, slice(case.first, case.month), last)
    )
    return since < before and now - since >= ENOUGH * (before - since)
