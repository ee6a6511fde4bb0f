"""Monthly facts drawn in a test: steady dealers, and what one of them did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.facts import MonthlyFacts
from steelyard.scorecard.grid import Grid
from tests.scorecard.worlds import START

Array = NDArray[np.float64]


def facts_of(columns: Mapping[str, Array]) -> MonthlyFacts:
    """Return facts with those (dealers, months) columns."""
    dealers, months = next(iter(columns.values())).shape
    ids = np.array([f"D{number:03d}" for number in range(dealers)])
    grid = Grid(ids, START + np.arange(months))
    return MonthlyFacts(grid, columns, np.ones((dealers, months), dtype=np.bool_), Path())


def steady(dealers: int = 20, months: int = 18, seed: int = 1) -> dict[str, Array]:
    """Return the columns of dealers that sell what they buy, give or take a tenth."""
    rng = np.random.default_rng(seed)
    size = rng.lognormal(6, 1, (dealers, 1))

    def about(values: Array) -> Array:
        return values * np.exp(0.1 * rng.standard_normal((dealers, months)))

    sold = about(np.broadcast_to(size, (dealers, months)))
    return {
        "sell_in_amount": about(sold) * 50,
        "sell_in_quantity": about(sold),
        "order_count": np.round(about(np.full(sold.shape, 9.0))),
        "sell_out_quantity": sold,
        "stock_quantity": about(sold),
        "scans": about(sold) / 20,
        "stock_cover_months": about(np.ones(sold.shape)),
        "away_scan_share": about(np.full(sold.shape, 0.05)),
        "trade_spend_ratio": about(np.full(sold.shape, 0.03)),
    }


def until(facts: MonthlyFacts, months: int) -> MonthlyFacts:
    """Return the facts as they stood after so many months."""
    return replace(
        facts,
        grid=Grid(facts.grid.dealers, facts.months[:months]),
        columns={name: values[:, :months] for name, values in facts.columns.items()},
        alive=facts.alive[:, :months],
    )
