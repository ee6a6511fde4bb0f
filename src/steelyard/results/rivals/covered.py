"""A rival that covers some of the month's sell-in, weighed against the part in question."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.results.rivals.case import Case
from steelyard.results.rivals.rival import ENOUGH, Rival

Array = NDArray[np.float64]


def covered(key: str, amounts: Array | None, case: Case) -> Rival:
    """Return how a rival stands that covers `amounts` of sell-in, (dealers, months)."""
    if amounts is None:
        return Rival(key, "unknown")
    part = float(np.nan_to_num(amounts[case.dealer, case.month]))
    amount = float(case.panel.sell_in_amount[case.dealer, case.month])
    if part <= 0:
        return Rival(key, "excluded", why="none")
    standing = "open" if part >= ENOUGH * case.size else "excluded"
    share = min(max(part / amount, 0.0), 1.0) if amount > 0 else 0.0
    return Rival(key, standing, shares={"share": share})
