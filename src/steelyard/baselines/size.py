"""Who is alike by size: dealers that order as often, whatever their region.

Size is told by the orders of the two years before the month, not by their money: how steady a
dealer is, and how far it strays, follows from how many orders its month is the sum of.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel
from steelyard.statistics.trailing import trailing_sum

Array = NDArray[np.float64]

WINDOW = 24
_CLASSES = (0.5, 0.8)
"""Where the classes part, as shares of the dealers from the smallest up."""
_FEWEST = 100
"""Buying dealers below which a class would be too small to be compared within."""


def size(panel: Panel) -> Array:
    """Return (dealers, months): log of one and the standing orders of the two years before."""
    return np.log1p(trailing_sum(panel.standing_order_count, WINDOW))


def size_class(size: Array) -> NDArray[np.int64]:
    """Return (dealers, months): 0 for the smaller half, 1 above it, 2 for the largest fifth.

    All 0 in months with too few dealers. Who has not ordered for two years does not count.
    """
    out = np.zeros(size.shape, dtype=np.int64)
    for month in np.flatnonzero(np.count_nonzero(size > 0, axis=0) >= _FEWEST):
        now = size[:, month]
        buying = np.sort(now[now > 0])
        edges = buying[[int(share * buying.size) for share in _CLASSES]]
        out[:, month] = np.searchsorted(edges, now, side="right")
    return out
