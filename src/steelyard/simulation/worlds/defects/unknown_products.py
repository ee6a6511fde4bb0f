"""Unknown products: scans of codes that belong to no product of the master data."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from steelyard.simulation.worlds.columns import with_column
from steelyard.simulation.worlds.made import World

TABLE = "scans"
UNKNOWN = "SP-UNKNOWN"
_SHARE = 0.003


def spoil(world: World, rows: pa.Table, rng: np.random.Generator) -> pa.Table:  # noqa: ARG001
    """Return the rows, some of them with a product that nobody knows."""
    unknown = pa.array(rng.random(len(rows)) < _SHARE)
    named = rows["product_id"].cast(pa.string())
    return with_column(rows, "product_id", pc.if_else(unknown, UNKNOWN, named))
