"""Scans: one row a scanned code, by far the longest table."""

from __future__ import annotations

from collections.abc import Iterator

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
    return pa.concat_tables(parts(world))


def parts(world: World) -> Iterator[pa.Table]:
    """Yield the same month by month: all of them at once would take much memory."""
    before = 0
    for month in range(world.shape[1]):
        yield _of_month(world, month, before)
        before += int(world.scans[:, :, :, month].sum())


def _of_month(world: World, month: int, before: int) -> pa.Table:
    """Return the scans of a month, given how many were made before it."""
    setting = world.setting
    cells = world.scans[:, :, :, month]
    where = np.nonzero(cells)
    dealer, product, region = (np.repeat(one, cells[where]) for one in where)
    number = before + np.arange(len(dealer), dtype=np.int64)
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


def _days(world: World, dealer: Counts, month: int) -> Months:
    """Return the day of each scan, any of the month, in a dealer's first month a little later."""
    months = world.setting.months[month : month + 1]
    joins = world.course.active.argmax(axis=1)
    earliest = np.where(month == joins[dealer], _AFTER_OPENING, 1)
    part = world.setting.stream(f"scan days {month}").random(len(dealer))
    within = days_in(months) - earliest + 1
    return dates_of(months, earliest + (part * within).astype(np.int64))
