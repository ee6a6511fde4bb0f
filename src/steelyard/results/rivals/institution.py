"""A sale to an institution: many units, few of which are ever scanned, for a month or two."""

from __future__ import annotations

from steelyard.results.rivals.case import Case
from steelyard.results.rivals.rival import ENOUGH, Rival

OF = ("fabricated_sell_out", "stock_transfer", "stuffing")
LONGEST = 2
"""Months that one such sale shows in."""
_FORGOTTEN = 8
"""Months after which neither it nor the scans that lag behind it show in the windows."""


def weigh(case: Case) -> Rival:
    """Return how it stands: short, over again, or too long for one sale."""
    counts = {"months": case.months}
    if case.months <= LONGEST:
        return Rival("institution", "open", counts=counts)
    if case.months <= _FORGOTTEN and _is_back(case):
        return Rival("institution", "open", counts=counts, why="back")
    return Rival("institution", "excluded", counts=counts)


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
