"""The season, or a festival: the other dealers of the level rose or fell as well."""

from __future__ import annotations

import numpy as np

from steelyard.results.rivals.case import Case
from steelyard.results.rivals.rival import ENOUGH, Rival

OF = ("watch", "stuffing")
NOTHING = 1e-9
"""What is left of a sum after its only part was taken off: rounding, not sales."""


def weigh(case: Case) -> Rival:
    """Return how it stands, over the months that were weighed together."""
    expected, level = case.expected, case.panel.dealers.level[case.dealer]
    own_usual, own_bought = expected.set_against(np.array([case.dealer]), case.span)
    level_usual, level_bought = (of[level][case.span] for of in expected.of_level)
    usual, whole = float((level_usual - own_usual).sum()), float(level_usual.sum())
    measure = case.found.a_month * case.months if case.found.by_months else float(own_usual.sum())
    if usual <= NOTHING * whole or not measure > 0:
        return Rival("season", "unknown")
    others = float((level_bought - own_bought).sum()) / usual - 1
    own = float(case.panel.sell_in_amount[case.dealer, case.span].sum()) / measure - 1
    together = others * own > 0 and abs(others) >= ENOUGH * abs(own)
    if case.cause and own <= 0:
        together = False  # an alert of goods that pile up is not explained by a fall
    changes, counts = {"others": others, "own": own}, {"months": case.months}
    return Rival("season", "open" if together else "excluded", changes=changes, counts=counts)
