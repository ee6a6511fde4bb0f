"""A dealer's figure beside the channel's: what moves all dealers in a month is nobody's doing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.statistics.trailing import median_of_rows

Array = NDArray[np.float64]

_ENOUGH = 3
"""Dealers with a figure in the month; of fewer the median is one or lies between two.

In a channel of five the season would else be each dealer's own rise."""


def beside_channel(figure: Array) -> Array:
    """Return the figure less the month's median over dealers, (dealers, months)."""
    month = median_of_rows(np.ascontiguousarray(figure.T))
    enough = np.count_nonzero(~np.isnan(figure), axis=0) >= _ENOUGH
    return np.asarray(figure - np.where(enough, month, 0.0), dtype=np.float64)
