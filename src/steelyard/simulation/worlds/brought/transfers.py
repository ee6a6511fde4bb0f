"""Transfers: what dealers handed each other and declared."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.made import World
from steelyard.simulation.worlds.seasons import dates_of


def rows(world: World) -> pa.Table:
    """Return one row a move and product, dated early in the month."""
    setting, handed = world.setting, world.goods.handed
    move, product = np.nonzero([units for _, units in handed] or np.zeros((0, 1)))
    gifts = [gift for gift, _ in handed]
    giver = np.array([gifts[one].giver for one in move], dtype=np.int64)
    taker = np.array([gifts[one].taker for one in move], dtype=np.int64)
    month = np.array([gifts[one].month for one in move], dtype=np.int64)
    units = [int(handed[one][1][kind]) for one, kind in zip(move, product, strict=True)]
    return pa.table(
        {
            "moved_on": columns.dates(dates_of(setting.months[month], 5)),
            "from_dealer_id": columns.texts(setting.dealer_ids, giver),
            "to_dealer_id": columns.texts(setting.dealer_ids, taker),
            "product_id": columns.texts(setting.products.ids, product),
            "quantity": np.array(units, dtype=np.int64),
        }
    )
