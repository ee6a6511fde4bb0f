"""Scans: one row a scanned code, by far the longest table."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.arrays import Counts, Months
from steelyard.simulation.worlds.made import World
from steelyard.simulation.worlds.seasons import dates_of, days_in

_AFTER_OPENING = 3
"""First day of a scan in a dealer's first month: its first order is before it."""
_CODES = 10**11
_STRIDE = 7_919_000_273
"""Coprime to the number of codes, so that each row has its own and they do not tell the row."""


def rows(world: World) -> pa.Table:
    """Return one row a scan, in the order of months."""
    setting = world.setting
    cells = world.scans.transpose(3, 0, 1, 2)
    where = np.nonzero(cells)
    month, dealer, product, region = (np.repeat(one, cells[where]) for one in where)
    number = np.arange(len(month), dtype=np.int64)
    code = (number * _STRIDE + setting.seed % _CODES) % _CODES
    return pa.table(
        {
            "code": columns.numbered("69", code, 11),
            "scanned_on": columns.dates(_days(world, dealer, month)),
            "product_id": columns.texts(setting.products.ids, product),
            "dealer_id": columns.texts(setting.dealer_ids, dealer),
            "region_id": columns.texts(setting.places.ids, region, region < len(setting.places)),
        }
    )


def _days(world: World, dealer: Counts, month: Counts) -> Months:
    """Return the day of each scan, any of the month, in a dealer's first month a little later."""
    months = world.setting.months
    joins = world.course.active.argmax(axis=1)
    earliest = np.where(month == joins[dealer], _AFTER_OPENING, 1)
    within = days_in(months)[month] - earliest + 1
    part = world.setting.stream("scan days").random(len(month))
    return dates_of(months[month], earliest + (part * within).astype(np.int64))
