"""What the manufacturer itself explains: planned promotions and channel-wide launches.

They explain an excess and nothing else: the ordinary purchases beneath it stay where they
are, so that a promotion neither raises suspicion nor leaves a hole in the dealer's past.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel

Array = NDArray[np.float64]


def explained_excess(panel: Panel, expected: Array) -> Array:
    """Return (dealers, months): the part of the excess over `expected` that was planned."""
    amount = np.nan_to_num(panel.sell_in_amount, nan=0.0)
    planned = np.maximum(np.nan_to_num(panel.launched_amount, nan=0.0), 0.0)
    if panel.promoted_amount is not None:
        planned = planned + np.maximum(np.nan_to_num(panel.promoted_amount, nan=0.0), 0.0)
    excess = np.maximum(amount - np.nan_to_num(expected, nan=0.0), 0.0)
    return np.minimum(planned, excess)
