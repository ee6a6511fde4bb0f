"""Taken over: a dealer whose volume jumps when another one of its region closes.

Two dealers that merge leave one number that falls silent and one that does the business of both,
with the other's stock, customers and scans. That looks like goods from nowhere. Only a dealer
that takes about as much more as the closed one used to take is meant.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel

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
    """Return (dealers, months): where a dealer does the business of one that closed."""
    months = panel.shape[1]
    marked = np.zeros(panel.shape, dtype=np.bool_)
    bought = np.nan_to_num(panel.sell_in_amount)
    for month in range(_BEFORE, months):
        gone = panel.active[:, month - 3 : month].all(axis=1) & ~panel.active[:, month]
        for closed in np.flatnonzero(gone):
            usual = bought[:, month - _BEFORE : month].mean(axis=1)
            alike = panel.dealers.region == panel.dealers.region[closed]
            for seen in range(month, min(month + _WITHIN, months)):
                if panel.active[closed, month : seen + 1].any() or usual[closed] <= 0:
                    break
                now = bought[:, month : seen + 1].mean(axis=1)
                # The season lifts everybody; it is taken out, as the channel shows it.
                more = now * usual.sum() / max(now.sum(), 1.0) - usual
                heir = _heir(more, usual[closed], alike & (more > _OWN * usual))
                if heir is not None:
                    marked[heir, seen : month + LASTS] = True
    return marked


def _heir(more: NDArray[np.float64], usual: float, could: Flags) -> int | None:
    """Return the one that takes most nearly as much more as the closed one used to take."""
    could = could & (more > _LESS * usual) & (more < _MORE * usual)
    if not could.any():
        return None
    away = np.full(more.shape, np.inf)
    away[could] = np.abs(np.log(more[could] / usual))
    return int(away.argmin())
