"""Double reports: a dealer sends a month's sell-out twice, the second time slightly mended."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from steelyard.simulation.worlds.columns import with_column
from steelyard.simulation.worlds.made import World

TABLE = "sell_out"
_REPORTS = 0.02
"""Share of monthly reports that come twice."""


def spoil(world: World, rows: pa.Table, rng: np.random.Generator) -> pa.Table:
    """Return the rows with those of the second reports behind them."""
    twice = rng.random(world.shape) < _REPORTS
    dealer = rows["dealer_id"].combine_chunks().indices.to_numpy()
    month = rows["sold_on"].to_numpy().astype("datetime64[M]") - world.setting.months[0]
    again = rows.filter(pa.array(twice[dealer, month.astype(np.int64)]))
    return pa.concat_tables([rows, with_column(again, "quantity", pc.add(again["quantity"], 1))])
