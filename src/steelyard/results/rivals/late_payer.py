"""A dealer that always paid late: what it owes is no more than it used to be."""

from __future__ import annotations

import numpy as np

from steelyard.balance.money import overdue
from steelyard.results.rivals.case import Case, share_of
from steelyard.results.rivals.rival import ENOUGH, Rival

OF = ("power",)


def weigh(case: Case) -> Rival:
    """Return how it stands: by the money overdue at month's end, of a month's sell-in."""
    late = overdue(case.panel)
    if late is None:
        return Rival("late_payer", "unknown")
    bought = case.panel.sell_in_amount
    now, before = (
        share_of(case.a_month(late, months), case.a_month(bought, months))
        for months in (case.span, case.past)
    )
    if not np.isfinite([now, before]).all():
        return Rival("late_payer", "unknown", why="past")
    if now <= before:
        return Rival("late_payer", "excluded", shares={"now": now, "before": before}, why="none")
    standing = "open" if before >= ENOUGH * now else "excluded"
    return Rival("late_payer", standing, shares={"now": now, "before": before})
