"""The rule that practice uses on one order export: sales and order count both jump.

Usually with a fixed threshold (half as much again as the month before, say). The threshold is
left to the comparison; the score is the smaller of both changes, so both must jump.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.facts import MonthlyFacts

NAME = "rule_of_thumb"
TITLE = {"zh": "经验法则（金额与进货次数同时突增）", "en": "rule of thumb (amount and orders jump)"}


def score(facts: MonthlyFacts) -> NDArray[np.float64]:
    """Return min(amount change, order count change) on the month before."""
    changes = facts.column("amount_change"), facts.column("order_count_change")
    return np.asarray(np.minimum(*changes), dtype=np.float64)
