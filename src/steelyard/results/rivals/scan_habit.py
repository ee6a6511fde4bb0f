"""A habit of scanning that changed, such as a prize that ended: only scans moved, no goods.

Reports that are invented keep books that agree, so only an audit tells the one from the other.
"""

from __future__ import annotations

import numpy as np

from steelyard.results.rivals.case import Case
from steelyard.results.rivals.rival import Rival

OF = ("fabricated_sell_out", "stock_transfer", "stuffing")
_SHORT = -1.0
"""Departure of some window's scans from which they fall short."""
_AGREES = 2.0
"""Departure within which an audit bears the dealer's own count out."""


def weigh(case: Case) -> Rival | None:
    """Return how it stands; None where scans do not fall short of reports."""
    rate = case.balance.scan_rate
    if rate is None or not (rate.departure[:, case.dealer, case.month] < _SHORT).any():
        return None
    audits = case.balance.audits
    found = np.nan if audits is None else float(audits.departure[0, case.dealer, case.month])
    if np.isnan(found):
        return Rival("scan_habit", "unknown")
    return Rival("scan_habit", "open" if abs(found) < _AGREES else "excluded")
