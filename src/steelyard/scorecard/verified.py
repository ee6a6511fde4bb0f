"""Verified sell-out against real sell-out: how often the interval holds it, how far it is off.

`latent.parquet` of a made world has what really was sold; no assessment reads it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.columns import read_columns
from steelyard.scorecard.facts import MonthlyFacts, judged
from steelyard.scorecard.grid import Grid
from steelyard.scorecard.recall import share_of
from steelyard.scorecard.trial import Trial
from steelyard.statistics.wilson import Proportion

ESTIMATE = "verified_sell_out_quantity"
REAL = "real_sell_out"

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Verified:
    """Of the dealer-months with an estimate; NaN where there is none."""

    covered: Proportion
    """Share of the months whose interval holds the real sell-out."""
    median_error: float
    """Median of |estimate - real| / real, of the months with real sales."""
    median_width: float
    """Median of (high - low) / real: an interval that holds everything says nothing."""


def verified(world: Path, trial: Trial, facts: MonthlyFacts) -> Mapping[str, Verified] | None:
    """Return it for honest dealers, lying dealers and the months of their lies.

    None where the world does not tell what was sold.
    """
    path = world / "latent.parquet"
    if not path.is_file():
        return None
    columns = read_columns(path, ("dealer_id", "month", REAL))
    grid = Grid(trial.truth.dealers, trial.months)
    places = grid.places(columns.ids("dealer_id"), columns.months("month"))
    real = places.laid(columns.numbers(REAL), np.nan)
    claims = [judged(facts.column(ESTIMATE + end), trial) for end in ("", "_low", "_high")]
    honest = np.broadcast_to(trial.truth.honest[:, None], real.shape)
    groups = {"honest": honest, "lying": ~honest, "within_case": trial.lies}
    return {
        name: _measured(real[of], *(claim[of] for claim in claims)) for name, of in groups.items()
    }


def _measured(real: Array, estimate: Array, low: Array, high: Array) -> Verified:
    bounded = np.isfinite(real) & np.isfinite(low) & np.isfinite(high)
    covered = (low <= real) & (real <= high)
    sold, wide = np.isfinite(estimate) & (real > 0), bounded & (real > 0)
    return Verified(
        covered=share_of(covered[bounded]),
        median_error=_median(np.abs(estimate - real)[sold] / real[sold]),
        median_width=_median((high - low)[wide] / real[wide]),
    )


def _median(values: Array) -> float:
    return float(np.median(values)) if values.size else math.nan
