"""Farmed scans: somebody scans hundreds of codes in one day and place, for the prizes."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.made import World
from steelyard.simulation.worlds.seasons import dates_of

TABLE = "scans"
_DEALERS = 0.03
"""Share of dealers to whose codes it happens, once; one at least."""
_BURST = (0.5, 1.5)
"""Of an ordinary month's scans."""
_AT_LEAST = 30


def spoil(world: World, rows: pa.Table, rng: np.random.Generator) -> pa.Table:
    """Return the rows with bursts behind them; the codes are real and scanned nowhere else."""
    setting = world.setting
    dealers, months = world.shape
    usual = world.scans.sum(axis=(1, 2)).mean(axis=1)
    ever = np.flatnonzero(world.course.active.all(axis=1))
    chosen = np.sort(rng.choice(ever, max(1, round(_DEALERS * dealers)), replace=False))
    burst = np.maximum(usual[chosen] * rng.uniform(*_BURST, len(chosen)), _AT_LEAST).astype(int)
    case = np.repeat(np.arange(len(chosen)), burst)
    month = rng.integers(months // 3, months, len(chosen))[case]
    day = rng.integers(5, 26, len(chosen))[case]
    product = setting.habits.mix[chosen].argmax(axis=1)[case]
    farmed = pa.table(
        {
            "code": columns.numbered("70", np.arange(len(case)), 11),
            "scanned_on": columns.dates(dates_of(setting.months[month], day)),
            "product_id": columns.texts(setting.products.ids, product).cast(pa.string()),
            "dealer_id": columns.texts(setting.dealer_ids, chosen[case]),
            "region_id": columns.texts(setting.places.ids, setting.habits.region[chosen][case]),
        }
    )
    return pa.concat_tables([rows, farmed.cast(rows.schema)]).unify_dictionaries()
