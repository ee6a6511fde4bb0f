"""Rebate steps: a scheme by quarter and one by year, with steps where dealers stand."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.made import World

_SCHEMES = (("JD", "quarter", 3), ("ND", "year", 12))
_STANDS = (0.5, 0.75, 0.9)
_RATES = (0.01, 0.02, 0.03)
_ROUND = 10_000


def rows(world: World) -> pa.Table:
    """Return one row a step: its threshold is what half, a quarter, a tenth of dealers exceed."""
    monthly = world.lines.amounts(world.shape)[:, : min(6, world.shape[1])].mean(axis=1)
    steps = []
    for scheme, period, months in _SCHEMES:
        stands = np.quantile(monthly * months, _STANDS)
        thresholds = (np.ceil(stands / _ROUND) * _ROUND * 100).astype(np.int64)
        steps += [(scheme, period, *pair) for pair in zip(thresholds, _RATES, strict=True)]
    names, periods, threshold, rate = zip(*steps, strict=True)
    return pa.table(
        {
            "scheme_id": list(names),
            "period": list(periods),
            "basis": columns.one_text("sell_in", len(steps)),
            "threshold": columns.money(np.array(threshold)),
            "rate": list(rate),
        }
    )
