"""The median of many values that is nearly known: that of a window moved on by a month.

It is exact, wherever the median went; only how long it takes depends on the guess.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_REACH = 1.05
"""How many times as large as the guess the median may be, or the guess as the median."""


def median_near(values: Array, guess: float) -> float:
    """Return the median of the known values, which are not below 0; NaN where there is none.

    Only the values about the guess are sorted, unless the median is not among them.
    """
    near = np.sort(values[(values >= guess / _REACH) & (values <= guess * _REACH)])
    known = np.count_nonzero(values == values)
    below = np.count_nonzero(values < guess / _REACH)
    first, last = (known - 1) // 2 - below, known // 2 - below
    if first >= 0 and last < near.size:
        return float((near[first] + near[last]) / 2)
    return float(np.median(values[~np.isnan(values)])) if known else np.nan
