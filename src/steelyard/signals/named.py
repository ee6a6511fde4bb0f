"""Names of regions and dealers, as figures of an explanation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines import Channel

Names = NDArray[np.str_]
Indices = NDArray[np.int64]


def place_names(channel: Channel, place: Indices) -> Names:
    """Return what regions are called, (dealers, months); "" where the index is below 0."""
    regions = channel.panel.regions
    called = channel.panel.dealers.region_ids if regions is None else regions.called
    return _named(called, place)


def dealer_names(channel: Channel, dealer: Indices) -> Names:
    """Return what dealers are called, (dealers, months); "" where the index is below 0."""
    return _named(channel.panel.dealers.called, dealer)


def _named(names: tuple[str, ...], index: Indices) -> Names:
    known = np.array([*names, ""])
    return np.asarray(known[np.where(index < 0, len(names), index)])
