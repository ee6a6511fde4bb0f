"""Money between manufacturer and dealer: terms that creep up.

Trade spend over sell-in, days of sales that stand unpaid, money overdue, and the weight of the
dealer in its region. Payments settle the oldest invoice first. Who buys little for some months, or
returns goods, has no better terms for it: of no ratio is less sell-in alone a rise.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.beside import beside_channel
from steelyard.balance.flows import flow_shift
from steelyard.balance.windows import least_over, mean_over
from steelyard.facts.panel import Panel
from steelyard.statistics.level_shift import Shift

Array = NDArray[np.float64]

_MONTHS, _YEAR = 6, 12
_LATELY, _HARDLY = 3, 1 / 3
"""Months that are asked whether it buys at all, and the part of an ordinary month below which
it hardly does."""
_NEARLY = 0.9
"""Of the most, how much counts where less is bought now: some less is ordinary."""
_LESS = 0.1
"""Log by which sell-in alone may raise a ratio: some less is ordinary."""
LEAST_OWED, LEAST_OVERDUE = 0.2, 0.05
"""Months of sell-in that count as nothing owed, and as nothing overdue."""


def usual_sell_in(panel: Panel) -> Array:
    """Return the mean net amount of the last six months; NaN where it is not positive."""
    mean = mean_over(panel.sell_in_amount, _MONTHS)
    return np.where(mean > 0, mean, np.nan)


def ordinary_sell_in(panel: Panel) -> Array:
    """Return the usual month, or nearly the most that it was within a year: to tell debts in.

    NaN where hardly anything was bought lately: then little is owed, which is no habit either.
    """
    usual = usual_sell_in(panel)
    most = -least_over(-usual, _YEAR)
    buys = mean_over(panel.sell_in_amount, _LATELY) > _HARDLY * most
    return np.where(buys & (usual > 0), np.fmax(usual, _NEARLY * most), np.nan)


def trade_spend(panel: Panel) -> Shift | None:
    """Return trade spend over sell-in against the dealer's own past, by windows.

    It rises little further than the spend itself: not because goods went back.
    """
    if panel.claims_paid is None:
        return None
    paid = np.maximum(panel.claims_paid, 0.0)
    ratio = flow_shift(paid, np.nan_to_num(panel.sell_in_amount))
    most = np.maximum(flow_shift(paid, np.ones(panel.shape)).size, 0.0) + _LESS
    part = np.minimum(most / np.maximum(ratio.size, _LESS), 1.0)
    return Shift(ratio.departure * part, ratio.size * part)


def owed(panel: Panel) -> Array | None:
    """Return money owed at the month's end; None without invoices and payments."""
    if panel.invoiced_amount is None or panel.paid_amount is None:
        return None
    return np.maximum(np.cumsum(panel.invoiced_amount - panel.paid_amount, axis=1), 0.0)


def overdue(panel: Panel) -> Array | None:
    """Return money overdue at the month's end; None without invoices and payments."""
    if panel.due_amount is None or panel.paid_amount is None:
        return None
    return np.maximum(np.cumsum(panel.due_amount - panel.paid_amount, axis=1), 0.0)


def months_owed(panel: Panel) -> Array | None:
    """Return the log of months of sell-in that stand unpaid, beside the channel's."""
    return _beside(owed(panel), ordinary_sell_in(panel), LEAST_OWED)


def months_overdue(panel: Panel) -> Array | None:
    """Return the same of what is overdue."""
    return _beside(overdue(panel), ordinary_sell_in(panel), LEAST_OVERDUE)


def weight_in_region(panel: Panel) -> Array:
    """Return the dealer's share of its region's usual sell-in, 0 to 1; NaN where unknown."""
    usual = np.nan_to_num(usual_sell_in(panel))
    total = np.zeros((int(panel.dealers.region.max(initial=0)) + 1, panel.shape[1]))
    np.add.at(total, panel.dealers.region, usual)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = usual / np.where(total > 0, total, np.nan)[panel.dealers.region]
    # Who has not begun has no share: a 0 would move the month's median of those who have.
    return np.where(usual > 0, share, np.nan)


def _beside(money: Array | None, usual: Array, least: float) -> Array | None:
    return None if money is None else beside_channel(np.log(money / usual + least))
