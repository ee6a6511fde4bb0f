"""The least change in money that is worth a person's time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel
from steelyard.settings import Settings
from steelyard.statistics.trailing import trailing_median

Array = NDArray[np.float64]


def materiality(panel: Panel, settings: Settings) -> Array:
    """Return (months,): a share of the channel's usual month, or the fixed floor if higher.

    The usual month is the median of the twelve before; the first month has none and uses
    the fixed floor alone.
    """
    total = np.nansum(panel.sell_in_amount[panel.dealers.level == 1], axis=0)[None, :]
    usual = trailing_median(total, window=12, minimum=1)[0]
    share = settings.materiality_share * np.maximum(np.nan_to_num(usual, nan=0.0), 0.0)
    return np.asarray(np.maximum(share, settings.materiality_amount), dtype=np.float64)
