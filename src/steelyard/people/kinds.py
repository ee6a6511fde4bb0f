"""What kind of dealer each is, so that like is compared with like: region, tier, size.

Size is the usual month since the dealer's first order, in quarters of the channel. Nobody's
kind depends on who serves it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel
from steelyard.tiers import TIERS, Tiers

Index = NDArray[np.int64]

REGION, TIER, SIZE = range(3)
_QUARTERS = (0.25, 0.5, 0.75)


def kinds(panel: Panel, tiers: Tiers) -> Index:
    """Return (3, dealers): codes of region, tier and size from 0 up."""
    begun = panel.begun
    bought = np.where(begun, np.nan_to_num(panel.sell_in_amount), 0.0).sum(axis=1)
    usual = bought / np.maximum(begun.sum(axis=1), 1)
    # Equal sizes are of one class, wherever they stand.
    size = np.searchsorted(np.quantile(usual, _QUARTERS), usual, side="left")
    tier = np.searchsorted(np.sort(TIERS), tiers.tier)
    return np.stack([panel.dealers.region, tier, size]).astype(np.int64)


def unknown_region(panel: Panel) -> NDArray[np.bool_]:
    """Return (dealers,): whether no region is known; unknown is no place of its own."""
    named = np.array([bool(region) for region in panel.dealers.region_ids])
    return np.asarray(~named[panel.dealers.region])
