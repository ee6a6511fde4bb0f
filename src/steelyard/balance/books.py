"""The books: whether sell-in, reported sell-out and stock counts of a dealer agree.

What is left over in a month is stock - stock before - in + out. Above 0 more left the books than
came in: sell-out is overstated, or goods came from elsewhere. Below 0 goods are missing: sold
without a report, moved without a word, or counted low. Books that agree prove nothing: a
consistent liar keeps them at zero.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.beside import beside_channel
from steelyard.balance.windows import last_known, mean_over, over, running
from steelyard.facts.panel import Panel

Array = NDArray[np.float64]

_LONGEST = 3
"""Months that a count may answer for."""
_MOST_GONE, _YEAR = 0.75, 12
"""Part of the stock that books leave: less than what is left of it is another unit."""
_A_STOCK = 0.5
"""Usual months of sell-out below which what is gone is an error on a nearly empty shelf."""


def net_received(panel: Panel) -> Array:
    """Return units that came in: sell-in and declared moves, returns and moves out deducted."""
    moved = np.zeros(panel.shape)
    if panel.moved_in_quantity is not None and panel.moved_out_quantity is not None:
        moved = np.nan_to_num(panel.moved_in_quantity) - np.nan_to_num(panel.moved_out_quantity)
    return np.asarray(np.nan_to_num(panel.sell_in_quantity) + moved)


def usual_sell_out(panel: Panel) -> Array:
    """Return a dealer's usual month by its reports of the last six, units; NaN where none."""
    if panel.sell_out_quantity is None:
        return np.full(panel.shape, np.nan)
    return mean_over(panel.sell_out_quantity, 6)


def left_over(panel: Panel) -> Array | None:
    """Return stock - stock before - in + out since the count before, units.

    NaN where there is no count, none in the quarter before, or a report of sell-out is missing
    since then. None without sell-out reports or counts.
    """
    stock, sold = claimed(panel), panel.sell_out_quantity
    if stock is None or sold is None:
        return None
    since = months_since_count(stock)
    before = np.maximum(np.arange(stock.shape[1]) - np.nan_to_num(since, nan=0.0), 0).astype(int)
    came, left, unknown = (
        _since(running(values), before) for values in (net_received(panel), sold, np.isnan(sold))
    )
    counted = stock - np.take_along_axis(stock, before, axis=1)
    return np.where(np.isnan(since) | (unknown > 0), np.nan, counted - came + left)


def fell_at_once(panel: Panel) -> NDArray[np.bool_]:
    """Return where a count within a year had lost most of the stock that the books leave there.

    A store is emptied by sales. A count that falls fourfold without them is one in another unit,
    and the counts after it say as little.
    """
    left, stock = left_over(panel), claimed(panel)
    if left is None or stock is None:
        return np.zeros(panel.shape, dtype=np.bool_)
    with np.errstate(invalid="ignore"):
        fell = left < -_MOST_GONE * np.maximum(stock - left, 0.0)
        fell &= left < -_A_STOCK * np.nan_to_num(usual_sell_out(panel), nan=np.inf)
    return np.asarray(over(fell.astype(np.float64), _YEAR) > 0)


def months_since_count(stock: Array) -> Array:
    """Return how many months lie between a count and the one before, (dealers, months).

    NaN where there is no count, or none in the quarter before.
    """
    month = np.arange(stock.shape[1], dtype=np.float64)
    at = last_known(np.where(np.isnan(stock), np.nan, month))
    since = np.full(stock.shape, np.nan)
    since[:, 1:] = month[1:] - at[:, :-1]
    return np.where(np.isnan(stock) | (since > _LONGEST), np.nan, since)


def _since(sums: Array, before: NDArray[np.int64]) -> Array:
    """Return the sum of the months after `before`, by the sums before each month."""
    return np.asarray(sums[:, 1:] - np.take_along_axis(sums, before + 1, axis=1))


def claimed(panel: Panel) -> Array | None:
    """Return the dealer's own count where it gave one, else the count that there is."""
    if panel.claimed_quantity is None:
        return panel.stock_quantity
    return panel.claimed_quantity


def left_over_share(panel: Panel) -> Array | None:
    """Return what a month leaves over as a share of the usual one, beside the channel's."""
    left, stock = left_over(panel), claimed(panel)
    if left is None or stock is None:
        return None
    with np.errstate(invalid="ignore", divide="ignore"):
        usual = usual_sell_out(panel) * months_since_count(stock)
        return beside_channel(np.where(usual > 0, left / usual, np.nan))
