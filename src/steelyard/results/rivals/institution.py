"""A sale to an institution: many units, few of which are ever scanned, for a month or two."""

from __future__ import annotations

from steelyard.results.rivals.case import Case
from steelyard.results.rivals.rival import Rival

OF = ("fabricated_sell_out", "stock_transfer", "stuffing")
LONGEST = 2
"""Months that one such sale shows in."""
_BACK = -1.0
"""Departure of a single month's scans from which they are back to the ordinary."""


def weigh(case: Case) -> Rival:
    """Return how it stands: short, over again, or too long for one sale."""
    counts = {"months": case.months}
    if case.months <= LONGEST:
        return Rival("institution", "open", counts=counts)
    rate = case.balance.scan_rate
    if rate is not None and rate.departure[0, case.dealer, case.month] > _BACK:
        return Rival("institution", "open", counts=counts, why="back")
    return Rival("institution", "excluded", counts=counts)
