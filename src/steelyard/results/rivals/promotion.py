"""A promotion that was planned covers the month's sell-in."""

from __future__ import annotations

from steelyard.results.rivals.case import Case
from steelyard.results.rivals.covered import covered
from steelyard.results.rivals.rival import Rival

OF = ("watch", "stuffing", "power")


def weigh(case: Case) -> Rival:
    """Return how it stands."""
    return covered("promotion", case.panel.promoted_amount, case)
