"""Stock cover: how many months of its own sell-out a dealer says it has in stock.

Who orders every third month has much after an order and little before the next. So the least
cover within three months is looked at as well: goods that nobody wants stay there even then.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.beside import beside_channel
from steelyard.balance.books import claimed, fell_at_once
from steelyard.balance.windows import least_over, mean_over
from steelyard.facts.panel import Panel

Array = NDArray[np.float64]

_MONTHS = 3
LEAST = 0.1
"""Months of stock that count as none."""


def cover(panel: Panel) -> Array | None:
    """Return the log of months of stock, beside the channel's; None without the tables."""
    return _beside(panel, months_of_stock(panel))


def least_cover(panel: Panel) -> Array | None:
    """Return the same of the smallest stock within three months."""
    return _beside(panel, months_of_stock(panel, least=True))


def months_of_stock(panel: Panel, *, least: bool = False) -> Array | None:
    """Return the stock in months of the last three months' sell-out, (dealers, months).

    `least` takes the smallest stock within three months. NaN where a figure is missing, None
    without the tables.
    """
    stock = claimed(panel)
    if stock is None or panel.sell_out_quantity is None:
        return None
    sold = mean_over(panel.sell_out_quantity, _MONTHS)
    held = least_over(stock, _MONTHS) if least else stock
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(sold > 0, held / sold, np.nan)


def _beside(panel: Panel, months: Array | None) -> Array | None:
    if months is None:
        return None
    # A count that is suddenly in another unit is no fall of stock, and none to rise from again.
    known = np.where(fell_at_once(panel), np.nan, months)
    return beside_channel(np.log(known + LEAST))
