"""The kinds of arrays worlds are made of, and how amounts become whole units.

Shapes are named where an array is declared: dealers, products, regions, months, in this order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]
Months = NDArray[np.datetime64]


def whole(amounts: Array | Counts, unit: Array | Counts | int = 1) -> Counts:
    """Return (..., months): amounts in whole units; what is left over is carried on.

    `unit` (broadcast against the amounts) is how many make one that cannot be divided: a pack.
    """
    steps = np.floor(np.cumsum(amounts, axis=-1) / unit + 1e-9) * unit
    return np.asarray(np.diff(steps, axis=-1, prepend=0.0), dtype=np.int64)
