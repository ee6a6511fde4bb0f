"""How many orders a dealer would ordinarily have placed since its last one.

A silence is long by what was to be expected in it: three weeks are nothing to a quarterly
buyer, much to one that orders every Monday, and less while the whole channel rests. So it is
measured in order days foretold, not in days of the calendar: the dealer's usual share of its
peers' order days, by shift-share over two years, counted from the day after its last order.
It knows no rarity; how seldom a dealer waits that long, signals decide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines.calendar import days_in_month
from steelyard.baselines.order_days import OrderDays
from steelyard.baselines.peers import Peers
from steelyard.baselines.shift_share import foretold, past_span
from steelyard.facts.panel import Panel

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

WINDOW = 24
"""Months that tell how often a dealer orders: a year of lucky months makes a small buyer look
busier than it is, and every ordinary gap after it look long."""


@dataclass(frozen=True)
class MissedOrders:
    """Order days, (dealers, months); NaN without a past."""

    monthly: Array
    """Foretold for the month."""
    since_last: Array
    """Foretold from the day after the last order to the month's end."""


def missed_orders(
    panel: Panel, peers: Peers, spell_start: Indices, days: OrderDays
) -> MissedOrders:
    """Return the order days foretold for each month and for the time since the last order."""
    count = np.nan_to_num(panel.order_days, nan=0.0)
    monthly = foretold(count, peers, past_span(panel, spell_start, window=WINDOW))
    running = np.cumsum(np.nan_to_num(monthly, nan=0.0), axis=1)
    last = days.last()
    starts = panel.months.astype("datetime64[D]").astype(np.int64)
    length = days_in_month(panel)
    month = np.searchsorted(starts, np.nan_to_num(last, nan=starts[0]), side="right") - 1
    # Of the last order's own month only the days that were left of it are waited through.
    left = 1 - (last - starts[month] + 1) / length[month]
    of_it = np.take_along_axis(np.nan_to_num(monthly, nan=0.0), month, axis=1)
    since = running - np.take_along_axis(running, month, axis=1) + left * of_it
    return MissedOrders(monthly, np.where(np.isnan(monthly), np.nan, since))
