"""Sell-out: one line a product at the end of each month whose report came."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.made import World
from steelyard.simulation.worlds.seasons import last_days

_MARGIN = 1.12


def rows(world: World) -> pa.Table:
    """Return one row a dealer, month and product that it carries, nothing sold included."""
    setting, told = world.setting, world.books.told
    carried = (setting.habits.mix > 0)[:, None, :] | (told.transpose(0, 2, 1) > 0)
    dealer, month, product = np.nonzero(world.books.told_came[:, :, None] & carried)
    quantity = told[dealer, product, month]
    price = np.rint(setting.products.price_fen * _MARGIN).astype(np.int64)
    return pa.table(
        {
            "sold_on": columns.dates(last_days(setting.months)[month]),
            "dealer_id": columns.texts(setting.dealer_ids, dealer),
            "product_id": columns.texts(setting.products.ids, product),
            "quantity": quantity,
            "amount": columns.money(quantity * price[product]),
        }
    )
