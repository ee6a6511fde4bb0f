"""A dealer that holds another's goods: more lies there than its own purchases explain.

Who takes goods of one that calls them sold, in good faith or not, has stock that it never bought,
or buys less than it sells. That looks like goods pushed in, or like sales invented. But who was
pushed, or who buys to invent, has bought more than before: so its purchases are asked.
"""

from __future__ import annotations

import numpy as np

from steelyard.balance.books import claimed, left_over
from steelyard.results.rivals.case import Case, share_of
from steelyard.results.rivals.rival import ENOUGH, Rival

OF = ("stuffing", "fabricated_sell_out", "stock_transfer")
_SLIGHT = 0.1
"""Of a usual month's purchases: less is too little to be asked about."""


def weigh(case: Case) -> Rival | None:
    """Return how it stands; None where there are no goods too many."""
    if claimed(case.panel) is None:
        return Rival("others_goods", "unknown")
    received = case.balance.received
    usual = case.a_month(received, case.past)
    found = share_of(_too_many(case), usual)
    rise = share_of(case.a_month(received, case.span) * case.months, usual) - case.months
    if not np.isfinite([found, rise]).all():
        return Rival("others_goods", "unknown", why="past")
    if found < _SLIGHT:
        return None
    bought = max(rise, 0.0)
    standing = "excluded" if bought >= ENOUGH * found else "open"
    return Rival("others_goods", standing, shares={"found": found, "bought": bought})


def _too_many(case: Case) -> float:
    """Return the units too many, as they are seen best: counted, denied, or beyond the books.

    The same goods from several sides are not added; NaN where nothing was counted before.
    """
    at, counts = (case.dealer, case.month), claimed(case.panel)
    left, audit = left_over(case.panel), case.balance.last_audit
    seen = [np.nan if counts is None else counts[at] - case.a_month(counts, case.past)]
    if audit is not None:
        seen.append(audit.seen[at] - audit.claimed[at])
    if left is not None:
        seen.append(case.a_month(left, case.span) * case.months)
    return float(np.fmax.reduce(seen))
