"""Products that are new to the whole channel cover the month's sell-in."""

from __future__ import annotations

from steelyard.results.rivals.case import Case
from steelyard.results.rivals.covered import covered
from steelyard.results.rivals.rival import Rival

OF = ("watch", "stuffing")


def weigh(case: Case) -> Rival:
    """Return how it stands."""
    return covered("launch", case.panel.launched_amount, case)
