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
from steelyard.balance.windows import mean_over
from steelyard.facts.panel import Panel

Array = NDArray[np.float64]


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
    """Return stock - stock before - in + out, units; NaN where a report is missing.

    None without sell-out reports or counts.
    """
    stock = claimed(panel)
    if stock is None or panel.sell_out_quantity is None:
        return None
    before = np.concatenate([np.full((stock.shape[0], 1), np.nan), stock[:, :-1]], axis=1)
    return np.asarray(stock - before - net_received(panel) + panel.sell_out_quantity)


def claimed(panel: Panel) -> Array | None:
    """Return the dealer's own count where it gave one, else the count that there is."""
    if panel.claimed_quantity is None:
        return panel.stock_quantity
    return panel.claimed_quantity


def left_over_share(panel: Panel) -> Array | None:
    """Return what is left over as a share of the usual month, beside the channel's."""
    left = left_over(panel)
    if left is None:
        return None
    with np.errstate(invalid="ignore", divide="ignore"):
        usual = usual_sell_out(panel)
        return beside_channel(np.where(usual > 0, left / usual, np.nan))
