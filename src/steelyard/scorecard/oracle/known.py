"""What the oracle knows beforehand: each dealer's honest business, and the channel's constants.

From `latent.parquet` only the columns `honest_*` are read; the others tell of the deeds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.columns import read_columns
from steelyard.scorecard.grid import Grid
from steelyard.scorecard.rival import LeftOut
from steelyard.words import Message

Array = NDArray[np.float64]
PREFIX = "honest_"


@dataclass(frozen=True)
class Honest:
    """Arrays (dealers, months) as `latent.parquet` has them; NaN where it has no row."""

    region: Array
    """Index into the regions of the world."""
    demand: Array
    """Units that consumers want, but for the dealer's own ups and downs."""
    demand_noise: Array
    institutional: Array
    """Units sold to who does not scan."""
    stock: Array
    """Units its ordering aims at for the end of the month."""
    orders: Array
    """1 where it orders by its rhythm; between two orders stock is less sure."""
    stock_noise: Array
    report_noise: Array
    slip: Array
    """Share of a month's sales booked in the next."""
    held_over: Array
    """1 where the month's report comes with the next one's."""
    home_scan_rate: Array
    """Scans at home a unit sold."""
    away_scan_rate: Array
    late_days: Array
    trade_spend: Array


@dataclass(frozen=True)
class Known:
    """The honest business of all dealers, and what holds for the whole channel."""

    honest: Honest
    regions: Sequence[str]
    scan_rate: float
    scan_lags: Sequence[float]
    unknown_region: float
    demand_memory: float


def read_known(world: Path, grid: Grid) -> Known:
    """Return it; LeftOut where the world does not tell."""
    names = [PREFIX + one.name for one in fields(Honest)]
    latent, about = world / "latent.parquet", world / "world.json"
    if not latent.is_file() or not about.is_file():
        raise LeftOut(Message("scorecard.no_oracle", {}))
    columns = read_columns(latent, ("dealer_id", "month"), names)
    if not all(columns.has(name) for name in names):
        raise LeftOut(Message("scorecard.no_oracle", {}))
    places = grid.places(columns.ids("dealer_id"), columns.months("month"))
    laid = {name: places.laid(columns.numbers(PREFIX + name), np.nan) for name in _names()}
    written: Mapping[str, Any] = json.loads(about.read_text(encoding="utf-8"))
    constants = written["constants"]
    return Known(
        honest=Honest(**laid),
        regions=written["regions"]["region_id"],
        scan_rate=constants["scan_rate"],
        scan_lags=constants["scan_lags"],
        unknown_region=constants["unknown_region"],
        demand_memory=constants["demand_memory"],
    )


def _names() -> list[str]:
    return [one.name for one in fields(Honest)]
