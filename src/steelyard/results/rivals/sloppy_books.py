"""Careless but honest books: they never agreed, so that it is nothing new that they do not now."""

from __future__ import annotations

import numpy as np

from steelyard.balance.books import left_over
from steelyard.results.rivals.case import Case, share_of
from steelyard.results.rivals.rival import ENOUGH, Rival

OF = ("fabricated_sell_out", "stock_transfer")
AGREE = 0.02
"""Of a month's sell-out: books that leave less over agree."""


def weigh(case: Case) -> Rival:
    """Return how it stands: by what the books leave over in a month, of a month's sell-out."""
    left, sold = left_over(case.panel), case.panel.sell_out_quantity
    if left is None or sold is None:
        return Rival("sloppy_books", "unknown")
    size = np.abs(left)
    usual = case.a_month(sold, case.past)
    now, before = (share_of(case.a_month(size, m), usual) for m in (case.span, case.past))
    if not np.isfinite([now, before]).all():
        return Rival("sloppy_books", "unknown", why="past")
    if now < AGREE:
        return Rival("sloppy_books", "excluded", shares={"now": now}, why="none")
    standing = "open" if before >= ENOUGH * now else "excluded"
    return Rival("sloppy_books", standing, shares={"now": now, "before": before})
