"""The guess who took over whose business, where no table of successors says so.

Two dealers that merge leave one number that falls silent and one that does the business of both,
with the other's stock, consumers and scans. That looks like goods from nowhere. Only a dealer
that takes about as much more as the closed one used to take is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines.takeover import Takeover
from steelyard.facts.panel import Panel

Array = NDArray[np.float64]
Index = NDArray[np.int64]

_BEFORE = 6
_LESS, _MORE = 0.5, 2.0
"""Of the closed dealer's usual month: how much more the other takes in the months together."""
_OWN = 0.25
"""Of its own usual month: a smaller rise is ordinary and needs no explanation."""
_WITHIN = 3
"""Months from the silence on in which the jump may be seen."""


def guessed(panel: Panel) -> tuple[Takeover, ...]:
    """Return who seems to do the business of one that closed, each pair once.

    Nobody, where sell-in is all there is: it convicts nobody either.
    """
    if panel.reported is None:
        return ()
    first: dict[tuple[int, int, int], Takeover] = {}
    for one in _seen(panel):
        first.setdefault((one.closed, one.heir, one.since), one)
    return tuple(first.values())


def _seen(panel: Panel) -> Iterator[Takeover]:
    """Yield the takeovers month by month, one that is seen in several of them again."""
    bought, active = np.nan_to_num(panel.sell_in_amount), panel.active
    for month in range(_BEFORE, panel.shape[1]):
        gone = active[:, month - 3 : month].all(axis=1) & ~active[:, month]
        usual = bought[:, month - _BEFORE : month].mean(axis=1)
        for seen in range(month, min(month + _WITHIN, panel.shape[1])):
            gone &= ~active[:, seen] & (usual > 0)
            if gone.any():
                now = bought[:, month : seen + 1].mean(axis=1)
                heirs = _heirs(usual, now, np.flatnonzero(gone), panel.dealers.region)
                yield from (Takeover(closed, heir, month, seen) for closed, heir in heirs)


def _heirs(usual: Array, now: Array, gone: Index, region: Index) -> Iterator[tuple[int, int]]:
    """Yield each closed dealer with the one that takes most nearly as much more, if any does."""
    # The season lifts everybody; it is taken out, as the channel shows it.
    more = now * usual.sum() / max(now.sum(), 1.0) - usual
    risen = np.flatnonzero((more > _OWN * usual) & (more > 0))
    for closed in gone.tolist():
        near = risen[region[risen] == region[closed]]
        part = more[near] / usual[closed]
        near, part = near[(part > _LESS) & (part < _MORE)], part[(part > _LESS) & (part < _MORE)]
        if near.size:
            yield closed, int(near[np.abs(np.log(part)).argmin()])
