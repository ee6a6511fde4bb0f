"""Stock: the dealers' own counts at month ends, and the manufacturer's audits."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.arrays import Counts, Flags
from steelyard.simulation.worlds.made import World
from steelyard.simulation.worlds.seasons import last_days


def rows(world: World) -> pa.Table:
    """Return the counts of dealers, then those of audits."""
    books, audits = world.books, world.audits
    carried = (world.setting.habits.mix > 0)[:, :, None] | (books.claimed > 0)
    came = books.claimed_came[:, None, :] & carried
    return pa.concat_tables(
        [
            _counts(world, books.claimed, came, "dealer"),
            _counts(world, audits.seen, audits.counted, "audit"),
        ]
    ).unify_dictionaries()


def _counts(world: World, units: Counts, made: Flags, by: str) -> pa.Table:
    dealer, month, product = np.nonzero(made.transpose(0, 2, 1))
    return pa.table(
        {
            "counted_on": columns.dates(last_days(world.setting.months)[month]),
            "dealer_id": columns.texts(world.setting.dealer_ids, dealer),
            "product_id": columns.texts(world.setting.products.ids, product),
            "quantity": units[dealer, product, month],
            "counted_by": columns.one_text(by, len(dealer)),
        }
    )
