"""Rebate steps: a scheme by quarter and one by year."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.made import World

_SCHEMES = ("JD", "ND")
_PERIODS = ("quarter", "year")


def rows(world: World) -> pa.Table:
    """Return one row a step."""
    rebates = world.setting.rebates
    scheme = np.repeat([0, 1], len(rebates.rate))
    return pa.table(
        {
            "scheme_id": columns.texts(_SCHEMES, scheme),
            "period": columns.texts(_PERIODS, scheme),
            "basis": columns.one_text("sell_in", len(scheme)),
            "threshold": columns.money(np.concatenate([rebates.quarter_fen, rebates.year_fen])),
            "rate": np.tile(rebates.rate, 2),
        }
    )
