"""Whether a dealer's granted territory is still where it sells.

A dealer that was given another territory, or that has closed, looks in its scans like one that
sells everything away. A diverter keeps its own market; where home is nearly gone and one other
place has nearly all, the master is out of date, and places say nothing of that dealer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.windows import over
from steelyard.facts.panel import Panel

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

_MONTHS = 3
_LEFT_AT_HOME = 0.3
"""Share of scans at home below which the territory is in question."""
_PAST = 12
_FEWEST = 5
_MUCH = 0.04
"""Of what was bought in a year, handed on by declaration: half a month's goods."""
_CLOSED_MONTHS = 2


def in_question(panel: Panel) -> Flags:
    """Return (dealers, months): where places of scans are not held against the dealer.

    Stays so for a year after, while the months before are still the past that is compared with.
    """
    if panel.scans is None or panel.scans_away is None:
        return np.zeros(panel.shape, dtype=np.bool_)
    gone = np.zeros(panel.shape, dtype=np.bool_)
    for months in (1, _MONTHS):
        scans, away = over(panel.scans, months), over(panel.scans_away, months)
        gone |= (scans >= _FEWEST) & (scans - away < _LEFT_AT_HOME * scans)
    return (over(gone.astype(np.float64), _PAST) > 0) | _handed_on(panel)


def _handed_on(panel: Panel) -> Flags:
    """Return where declared moves to other dealers explain scans at their places."""
    if panel.moved_out_quantity is None:
        return np.zeros(panel.shape, dtype=np.bool_)
    moved = over(np.nan_to_num(panel.moved_out_quantity), _PAST)
    bought = over(np.maximum(np.nan_to_num(panel.sell_in_quantity), 0.0), _PAST)
    return np.asarray(moved > _MUCH * bought)


def closed(panel: Panel) -> Flags:
    """Return (dealers, months): bought nothing this month and the two before."""
    bought = over((panel.sell_in_quantity > 0).astype(np.float64), _CLOSED_MONTHS + 1)
    return np.asarray(bought == 0)
