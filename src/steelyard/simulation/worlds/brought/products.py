"""Products: names, categories, list prices, packs."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.made import World
from steelyard.simulation.worlds.products import CATEGORIES


def rows(world: World) -> pa.Table:
    """Return one row a product."""
    products = world.setting.products
    return pa.table(
        {
            "product_id": list(products.ids),
            "name": list(products.names),
            "category": columns.texts(CATEGORIES, products.category),
            "list_price": columns.money(products.price_fen),
            "pack_size": products.pack.astype(np.int64),
        }
    )
