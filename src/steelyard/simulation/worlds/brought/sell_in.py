"""Sell-in: the manufacturer's own lines, with the person who served the dealer then."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.made import World
from steelyard.simulation.worlds.seasons import dates_of


def rows(world: World) -> pa.Table:
    """Return one row a line; documents are numbered in the order of their days."""
    lines, setting = world.lines, world.setting
    day = dates_of(setting.months[lines.month], lines.day)
    order = np.lexsort((lines.product, lines.document, day))
    seen, first = np.unique(lines.document[order], return_index=True)
    number = np.empty(len(seen), dtype=np.int64)
    number[seen[np.argsort(first)]] = np.arange(1, len(seen) + 1)
    dealer, month = lines.dealer[order], lines.month[order]
    return pa.table(
        {
            "order_id": columns.numbered("SO", number[lines.document[order]], 8),
            "order_date": columns.dates(day[order]),
            "dealer_id": columns.texts(setting.dealer_ids, dealer),
            "product_id": columns.texts(setting.products.ids, lines.product[order]),
            "quantity": lines.quantity[order],
            "amount": columns.money(lines.amount_fen[order]),
            "salesperson_id": columns.texts(
                setting.salespeople.ids, setting.salespeople.serving[dealer, month]
            ),
        }
    )
