"""What signals of the books share: the figures of the books, and what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.books import net_received
from steelyard.balance.windows import over_chosen
from steelyard.baselines import Channel
from steelyard.signals.windowed import Window

Array = NDArray[np.float64]

_CLEAR = 2.0
"""Departure from which a witness beside the books says anything."""


def book_figures(
    channel: Channel, window: Window, left: Array
) -> Mapping[str, NDArray[np.generic]]:
    """Return what came in, what was reported sold and how stock moved, in months that are known.

    `left` is what the books leave over. `due` is how stock should have moved by what came and
    went, `change` how it did by the counts.
    """
    unknown, reported = np.isnan(left), np.asarray(channel.panel.sell_out_quantity)
    came = over_chosen(np.where(unknown, np.nan, net_received(channel.panel)), window.months)
    sold = over_chosen(np.where(unknown, np.nan, reported), window.months)
    due = came - sold
    return {
        "months": window.months,
        "received": came,
        "reported": sold,
        "due": due,
        "change": due + over_chosen(left, window.months),
    }


def scans_beside(channel: Channel, window: Window) -> tuple[Array, Array]:
    """Return by which share scans exceed, and by which they fall short of, what reports foretell.

    0 where they do neither clearly, or there are none.
    """
    shift = channel.balance.scan_rate
    if shift is None:
        nothing = np.zeros(channel.panel.shape)
        return nothing, nothing
    departure, size = window.of(shift.departure), np.expm1(window.of(shift.size))
    more = np.where(departure > _CLEAR, np.maximum(size, 0.0), 0.0)
    return more, np.where(departure < -_CLEAR, np.maximum(-size, 0.0), 0.0)


def audit_beside(channel: Channel) -> tuple[Array, Array]:
    """Return how many units more, and how many fewer, an audit found than were counted.

    0 where both agree as two counts do, or nobody came within the quarter.
    """
    audit, shift = channel.balance.last_audit, channel.balance.audits
    if audit is None or shift is None:
        nothing = np.zeros(channel.panel.shape)
        return nothing, nothing
    clear = np.abs(shift.departure[0]) > _CLEAR
    gap = np.where(clear, audit.seen - audit.claimed, 0.0)
    return np.maximum(gap, 0.0), np.maximum(-gap, 0.0)
