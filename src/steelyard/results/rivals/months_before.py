"""The months before: two low ones before a rise are catching up, two high before a fall are stock.

Before months weighed together the two before the first of them are asked.
"""

from __future__ import annotations

import numpy as np

from steelyard.results.rivals.case import Case
from steelyard.results.rivals.rival import ENOUGH, Rival

OF = ("watch", "stuffing")
MONTHS_BEFORE = 2
"""How far back a gap that is caught up, or stock that is sold off, is looked for."""


def weigh(case: Case) -> Rival:
    """Return how it stands."""
    before = slice(max(0, case.first - MONTHS_BEFORE), case.first)
    row = (case.dealer, before)
    gaps = case.panel.sell_in_amount[row] - case.expected.amount[row]
    fell = not case.cause and not case.found.by_months and case.gap < 0
    moved = float(np.nansum(gaps)) * (1 if fell else -1)
    standing = "open" if moved > 0 and moved >= ENOUGH * case.size else "excluded"
    key = "stocked_up" if fell else "catch_up"
    return Rival(key, standing, amounts={"amount": max(moved, 0.0)})
