"""Names of regions and dealers, as figures of an explanation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines import Channel

Names = NDArray[np.str_]
Indices = NDArray[np.int64]


def place_names(channel: Channel, place: Indices) -> Names:
    """Return the ids of regions, (dealers, months); "" where the index is below 0."""
    regions = channel.panel.regions
    ids = channel.panel.dealers.region_ids if regions is None else regions.ids
    return _named(ids, place)


def dealer_names(channel: Channel, dealer: Indices) -> Names:
    """Return the names of dealers, or their ids where they have none; "" where below 0."""
    dealers = channel.panel.dealers
    names = tuple(name or i for name, i in zip(dealers.names, dealers.ids, strict=True))
    return _named(names, dealer)


def _named(names: tuple[str, ...], index: Indices) -> Names:
    known = np.array([*names, ""])
    return np.asarray(known[np.where(index < 0, len(names), index)])
