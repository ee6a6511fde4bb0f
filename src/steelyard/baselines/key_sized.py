"""The dealers whose silence would be news: the largest twentieth of their level.

Size is the net amount of the twelve months before the present spell, so that neither the
month itself nor a silence that has begun makes a dealer smaller. At least one dealer a level.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines.peers import Grouping
from steelyard.baselines.shift_share import past_span
from steelyard.facts.panel import Panel

LARGEST = 0.05
"""Key and major dealers together, by the usual tiers of 1 % and 4 %."""


def key_sized(panel: Panel, levels: Grouping, spell_start: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return (dealers, months): whether the dealer is among its level's largest."""
    start, end = past_span(panel, spell_start)
    amount = np.nan_to_num(panel.sell_in_amount, nan=0.0)
    running = np.concatenate([np.zeros((amount.shape[0], 1)), np.cumsum(amount, axis=1)], axis=1)
    size = np.take_along_axis(running, np.broadcast_to(end, amount.shape), axis=1)
    size = size - np.take_along_axis(running, start, axis=1)
    out = np.zeros(size.shape, dtype=np.bool_)
    for group in range(int(levels.of.max(initial=-1)) + 1):
        out[levels.of == group] = _largest(size[levels.of == group])
    return out


def _largest(size: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return which sizes are among each month's largest; ties with the last are in."""
    buying = np.count_nonzero(size > 0, axis=0)
    count = np.maximum(1, (LARGEST * buying).astype(np.int64))
    ordered = np.sort(size, axis=0)
    least = ordered[size.shape[0] - count, np.arange(size.shape[1])]
    return np.asarray((size >= least) & (size > 0))
