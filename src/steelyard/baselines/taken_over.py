"""Taken over: a dealer whose volume jumps when another one of its region closes.

Two dealers that merge leave one number that falls silent and one that does the business of both,
with the other's stock, consumers and scans. That looks like goods from nowhere. Only a dealer
that takes about as much more as the closed one used to take is meant.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

LASTS = 12
"""Months for which its own past is no measure of it: the baselines look back as far."""
_BEFORE = 6
_LESS, _MORE = 0.5, 2.0
"""Of the closed dealer's usual month: how much more the other takes in the months together."""
_OWN = 0.25
"""Of its own usual month: a smaller rise is ordinary and needs no explanation."""
_WITHIN = 3
"""Months from the silence on in which the jump may be seen."""


def taken_over(panel: Panel) -> Flags:
    """Return (dealers, months): where a dealer does the business of one that closed.

    Nobody, where sell-in is all there is: it convicts nobody either.
    """
    marked = np.zeros(panel.shape, dtype=np.bool_)
    if panel.reported is None:
        return marked
    bought, active = np.nan_to_num(panel.sell_in_amount), panel.active
    for month in range(_BEFORE, panel.shape[1]):
        gone = active[:, month - 3 : month].all(axis=1) & ~active[:, month]
        usual = bought[:, month - _BEFORE : month].mean(axis=1)
        for seen in range(month, min(month + _WITHIN, panel.shape[1])):
            gone &= ~active[:, seen] & (usual > 0)
            if gone.any():
                now = bought[:, month : seen + 1].mean(axis=1)
                heirs = _heirs(usual, now, np.flatnonzero(gone), panel.dealers.region)
                marked[heirs, seen : month + LASTS] = True
    return marked


def _heirs(
    usual: Array, now: Array, gone: NDArray[np.int64], region: NDArray[np.int64]
) -> list[int]:
    """Return for each closed dealer the one that takes most nearly as much more, if any does."""
    # The season lifts everybody; it is taken out, as the channel shows it.
    more = now * usual.sum() / max(now.sum(), 1.0) - usual
    risen = np.flatnonzero((more > _OWN * usual) & (more > 0))
    heirs = []
    for closed in gone:
        near = risen[region[risen] == region[closed]]
        part = more[near] / usual[closed]
        near, part = near[(part > _LESS) & (part < _MORE)], part[(part > _LESS) & (part < _MORE)]
        if near.size:
            heirs.append(int(near[np.abs(np.log(part)).argmin()]))
    return heirs
