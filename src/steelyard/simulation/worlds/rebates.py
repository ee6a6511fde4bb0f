"""Rebates: the steps in force, and what a dealer adds to land just above the next one.

Steps stand where dealers of the world stand: from half the median dealer's amount upwards, each
somewhat above the one before. Money in fen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.simulation.worlds.arrays import Array, Counts
from steelyard.simulation.worlds.habits import Habits
from steelyard.simulation.worlds.products import Products

QUARTER, YEAR = 3, 12
"""Months of a period."""
_STEPS = 10
_LOWEST = 0.5
_APART = 1.4
_ROUND = 1_000_000
"""Ten thousand yuan."""
_LOWEST_RATE, _HIGHEST_RATE = 0.005, 0.04


@dataclass(frozen=True)
class Rebates:
    """Thresholds (steps,) of a quarter and of a year, and the rates from each of them."""

    quarter_fen: Counts
    year_fen: Counts
    rate: Array

    def short_of(self, quarter_fen: Array) -> Array:
        """Return how far each amount of a quarter is below the next step; infinite above all."""
        steps = np.append(self.quarter_fen, np.inf)
        following = steps[np.searchsorted(self.quarter_fen, quarter_fen, side="right")]
        return np.asarray(following - quarter_fen, dtype=np.float64)


def unit_fen(habits: Habits, products: Products) -> Array:
    """Return (dealers,): what a unit costs each dealer, in its own mix."""
    return np.asarray(habits.mix @ products.price_fen * habits.price, dtype=np.float64)


def draw_rebates(habits: Habits, products: Products) -> Rebates:
    """Return the steps of a world."""
    monthly = float(np.median(habits.size * unit_fen(habits, products)))
    ladder = _LOWEST * _APART ** np.arange(_STEPS)

    def thresholds(months: int) -> Counts:
        return np.asarray(np.ceil(monthly * months * ladder / _ROUND) * _ROUND, dtype=np.int64)

    rate = np.round(np.linspace(_LOWEST_RATE, _HIGHEST_RATE, _STEPS), 4)
    return Rebates(thresholds(QUARTER), thresholds(YEAR), rate)
