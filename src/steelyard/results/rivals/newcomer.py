"""A dealer that is new: short of a full year it has no season of its own to be compared with."""

from __future__ import annotations

from steelyard.results.rivals.case import Case
from steelyard.results.rivals.rival import Rival

OF = ("watch", "stuffing", "fabricated_sell_out", "stock_transfer", "diversion", "power")
NEWCOMER_MONTHS = 12


def weigh(case: Case) -> Rival:
    """Return how it stands."""
    months = case.month - int(case.panel.first_month[case.dealer]) + 1
    standing = "open" if months <= NEWCOMER_MONTHS else "excluded"
    return Rival("newcomer", standing, counts={"months": months})
