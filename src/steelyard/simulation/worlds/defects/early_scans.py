"""Early scans: scans dated before the unit was shipped, because a clock was wrong."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.made import World

TABLE = "scans"
_SHARE = 0.002
_DAYS = (1, 60)
"""Before the world's first day."""


def spoil(world: World, rows: pa.Table, rng: np.random.Generator) -> pa.Table:
    """Return the rows, some of them dated before the world began."""
    day = rows["scanned_on"].to_numpy().astype("datetime64[D]")
    before = world.setting.months[0].astype("datetime64[D]") - rng.integers(*_DAYS, len(day))
    wrong = rng.random(len(day)) < _SHARE
    return columns.with_column(rows, "scanned_on", columns.dates(np.where(wrong, before, day)))
