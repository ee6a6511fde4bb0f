"""Promotions: those that the manufacturer planned, of a dealer or of a region."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.made import World
from steelyard.simulation.worlds.seasons import last_days


def rows(world: World) -> pa.Table:
    """Return one row a promotion; it lasts for its month."""
    setting, planned = world.setting, world.course.promotions
    month = np.array([one.month for one in planned], dtype=np.int64)
    dealer = np.array([one.dealer for one in planned], dtype=np.int64)
    region = np.array([one.region for one in planned], dtype=np.int64)
    return pa.table(
        {
            "promotion_id": columns.numbered("CX", np.arange(1, len(planned) + 1), 4),
            "starts_on": columns.dates(setting.months[month]),
            "ends_on": columns.dates(last_days(setting.months)[month]),
            "dealer_id": columns.texts(setting.dealer_ids, dealer, dealer >= 0),
            "region_id": columns.texts(setting.places.ids, region, region >= 0),
        }
    )
