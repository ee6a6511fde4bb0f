"""Dealers: the master data as of the last month, which is all that a manufacturer keeps."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.arrays import Counts, Months
from steelyard.simulation.worlds.made import World

_CREDIT_MONTHS = 1.3
_ROUND = 10_000


def rows(world: World) -> pa.Table:
    """Return one row a dealer."""
    setting, habits = world.setting, world.setting.habits
    joins = world.course.active.argmax(axis=1)
    return pa.table(
        {
            "dealer_id": list(setting.dealer_ids),
            "name": list(setting.dealer_names),
            "level": np.ones(len(habits), dtype=np.int32),
            "region_id": columns.texts(setting.places.ids, world.course.region[:, -1]),
            "salesperson_id": columns.texts(
                setting.salespeople.ids, setting.salespeople.serving[:, -1]
            ),
            "joined_on": columns.dates(_joined_on(world, joins)),
            "credit_limit": columns.money(_credit_limit(world)),
            "credit_days": habits.credit_days.astype(np.int32),
            "latitude": habits.latitude,
            "longitude": habits.longitude,
        }
    )


def _joined_on(world: World, joins: Counts) -> Months:
    """Return the first day of the month of joining; long ago for who was there before."""
    rng = world.setting.stream("joined")
    before = world.setting.months[0] - rng.integers(12, 120, len(joins))
    return np.asarray(np.where(joins > 0, world.setting.months[joins], before))


def _credit_limit(world: World) -> Counts:
    """Return fen: what it orders within its terms and some more, in round sums."""
    monthly = world.lines.amounts(world.shape).mean(axis=1)
    limit = monthly * world.setting.habits.credit_days / 30 * _CREDIT_MONTHS
    return np.asarray(np.ceil(np.maximum(limit, 1.0) / _ROUND) * _ROUND * 100, dtype=np.int64)
