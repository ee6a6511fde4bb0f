"""The monthly facts as features for outlier detectors: levels and changes, in logs.

The same facts that the signals see, each also against the dealer's own median of the twelve
months before, because a detector that knows no dealer cannot compare it with its own past.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.facts import SCANS, MonthlyFacts
from steelyard.statistics.trailing import trailing_median

Array = NDArray[np.float64]

FLOWS = (
    "sell_in_amount", "order_count", "sell_out_quantity", "stock_quantity", SCANS,
    "overdue_amount",
)  # fmt: skip
"""Their level is the dealer's size, which is no sign of anything: only the change counts."""
LEVELS = ("stock_cover_months", "days_sales_outstanding")
"""Ratios that spread over orders of magnitude, as logs: level and change."""
SHARES = ("away_scan_share", "trade_spend_ratio")
"""Shares as they are: level and change."""
AGAINST = (("sell_out_quantity", "sell_in_quantity"), (SCANS, "sell_out_quantity"),
           (SCANS, "sell_in_quantity"), ("overdue_amount", "sell_in_amount"))  # fmt: skip
"""One fact over another, both over three months, as logs: level and change."""
MONTHS = 3


def features(facts: MonthlyFacts) -> Array:
    """Return (dealers, months, features); NaN where unknown or the dealer has no row.

    Nothing uses later months.
    """
    found = [_change(_log(facts.column(name))) for name in FLOWS]
    for level in _levels(facts):
        found += [level, _change(level)]
    return np.where(facts.alive[..., None], np.stack(found, axis=-1), np.nan)


def _levels(facts: MonthlyFacts) -> list[Array]:
    ratios = [_log(_recent(facts.column(a))) - _log(_recent(facts.column(b))) for a, b in AGAINST]
    return [
        *(_log(facts.column(name)) for name in LEVELS),
        *(facts.column(name) for name in SHARES),
        *ratios,
    ]


def _log(values: Array) -> Array:
    """Return log(1 + x): a month of nothing is far below one of a thousand, not endlessly."""
    return np.log1p(np.maximum(values, 0.0))


def _change(level: Array) -> Array:
    """Return what is above the dealer's own median of the twelve months before."""
    return level - trailing_median(level, window=12, minimum=3)


def _recent(values: Array) -> Array:
    """Return the sum of this month and the two before, unknown months as nothing.

    NaN where this month is unknown.
    """
    total = np.cumsum(np.nan_to_num(values), axis=1)
    total[:, MONTHS:] -= total[:, :-MONTHS].copy()
    return np.where(np.isnan(values), np.nan, total)
