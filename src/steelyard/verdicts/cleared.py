"""When a month is said to be genuine: only where an outside witness could have seen a lie.

Scans or an audit must be there, and enough of them that an invented share of the reported sales
as large as DETECTABLE would have stood out; nothing may stand out; and the signals of sell-in
must be quiet too. All else stays unjudged: a thing that cannot be seen is not cleared.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines import Channel
from steelyard.signals import Reading
from steelyard.statistics.level_shift import Shift

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

DETECTABLE = 0.5
"""Largest lie, as a share of real sales, that may hide behind the word genuine."""
QUIET = 2.0
"""Departure from which a signal speaks against the word."""
_ORDINARY = 0.1
"""Joined p-value of all looks above which a month is ordinary."""
_SURE = 2.33 + 1.28
"""Normal quantiles of one false alarm in a hundred and nine lies found in ten."""


def detectable_lie(shift: Shift | None, shape: tuple[int, int]) -> Array:
    """Return the smallest invented share of real sales that scans would show; inf where none.

    From the standard error of the best window, (z(1 - alpha) + z(1 - beta)) times it: a lie of
    share x lowers the log of scans for each unit reported by log(1 + x).
    """
    if shift is None:
        return np.full(shape, np.inf)
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.abs(shift.size / shift.departure)
    best = np.nanmin(np.where(np.isfinite(error), error, np.inf), axis=0, initial=np.inf)
    with np.errstate(over="ignore"):
        return np.asarray(np.expm1(_SURE * best), dtype=np.float64)


def cleared(channel: Channel, readings: Mapping[str, Reading], joined: Array) -> Flags:
    """Return (dealers, months): where the reported sales are borne out from outside."""
    shape = channel.panel.shape
    could_see = detectable_lie(channel.balance.scan_rate, shape) <= DETECTABLE
    quiet = np.nan_to_num(joined, nan=0.0) > _ORDINARY
    for reading in readings.values():
        if reading.departure is not None:
            most = np.nan_to_num(reading.departure, nan=0.0).max(axis=0)
            quiet &= most < QUIET
    return could_see & quiet
