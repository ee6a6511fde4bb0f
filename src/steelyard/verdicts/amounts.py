"""The part of an amount in question that lies in the month, where several were weighed together.

A signal of windows names the money of its whole window, because that is what it weighed and
what has to matter. A month's verdict speaks of the month: so of a window it has the mean month.
Then months of one matter can be added up, and no goods count twice.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.signals import Reading, Signal

Array = NDArray[np.float64]


def in_the_month(reading: Reading, signal: Signal) -> Array:
    """Return the month's part of the amount in question, (dealers, months); 0 where unknown."""
    whole = np.nan_to_num(reading.amount_in_question)
    return np.asarray(whole / months_weighed(reading, signal))


def part_at(reading: Reading, signal: Signal, at: tuple[int, int]) -> float:
    """Return the same of one dealer's month."""
    whole = float(np.nan_to_num(reading.amount_in_question[at]))
    if not over_windows(reading):
        return whole
    return whole / max(float(reading.figures[str(signal.months)][at]), 1.0)


def over_windows(reading: Reading) -> bool:
    """Whether the signal weighed windows, and names the money of the whole one."""
    return reading.departure is not None


def months_weighed(reading: Reading, signal: Signal) -> Array:
    """Return over how many months the amount runs, (dealers, months); 1 but for windows."""
    if not over_windows(reading):
        return np.ones(reading.p_value.shape)
    months = np.nan_to_num(reading.figures[str(signal.months)].astype(np.float64), nan=1.0)
    return np.asarray(np.maximum(months, 1.0))
