"""Own sales: of what dealers report, what bears their own codes, by the moves they declared.

A dealer sells first what it took over from others, as `simulate` lets it; those codes name the
giver.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Handed = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], Array]


def own_sales(sold: Array, handed: Handed) -> Array:
    """Return (dealers, months): sales by the dealer whose code the goods bear."""
    giver, taker, when, units = handed
    own, left = sold.copy(), np.zeros(units.size)
    for month in range(sold.shape[1]):
        left = left + np.where(when == month, units, 0.0)
        waiting = np.bincount(taker, weights=left, minlength=len(sold))
        part = np.minimum(1.0, sold[:, month] / np.maximum(waiting, 1.0))
        sells = left * part[taker]
        left = left - sells
        own[:, month] -= np.bincount(taker, weights=sells, minlength=len(sold))
        own[:, month] += np.bincount(giver, weights=sells, minlength=len(sold))
    return np.maximum(own, 0.0)
