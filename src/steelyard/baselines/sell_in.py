"""The ordinary month's sell-in of each dealer, and how far each month departs from it.

The expectation by shift-share, summed over the spell, is moved to the dealer's own level,
the peers' month and its season (see `departures`). This module knows amounts only; how rare
a departure is, signals decide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines.departures import Departures
from steelyard.baselines.explained import explained_excess
from steelyard.baselines.peers import Peers
from steelyard.baselines.spells import ordered
from steelyard.facts.panel import Panel
from steelyard.statistics.trailing import trailing_sum

Array = NDArray[np.float64]


@dataclass(frozen=True)
class SellInBaseline:
    """All arrays (dealers, months); money where not said otherwise."""

    amount: Array
    """Net amount less the excess that promotions and launches explain."""
    explained: Array
    expected: Array
    """What the dealer would ordinarily have bought for the months this order answers for."""
    score: Array
    """Standardised departure, positive above expectation; NaN where it cannot be judged."""

    spread: Array
    """The departure's ordinary spread, in logs."""

    @property
    def excess(self) -> Array:
        """What lies above the expectation; zero where nothing does or none is known."""
        return np.maximum(np.nan_to_num(self.amount - self.expected, nan=0.0), 0.0)


def sell_in_baseline(
    panel: Panel, plain: Array, floor: Array, depart: Callable[[Array], Departures]
) -> SellInBaseline:
    """Return the ordinary sell-in, learned for each month from the months before it.

    `plain` is the expectation by shift-share for the spell, `floor` half an ordinary order,
    and `depart` says how far a figure departs from the dealer's past, peers and season.
    """
    explained = explained_excess(panel, plain)
    amount = np.nan_to_num(panel.sell_in_amount, nan=0.0) - explained
    ratio = log_ratio(amount, plain, floor)
    departures = depart(np.where(ordered(panel), ratio, np.nan))
    expected = (plain + floor) * np.exp(departures.foretold) - floor
    return SellInBaseline(
        amount=amount,
        explained=explained,
        expected=np.maximum(expected, 0.0),
        score=departures.score,
        spread=departures.spread,
    )


def log_ratio(amount: Array, expected: Array, floor: Array) -> Array:
    """Return log((amount + floor) / (expected + floor)); NaN where nothing is expected yet."""
    with np.errstate(invalid="ignore", divide="ignore"):
        above = np.maximum(amount, 0.0) + floor
        return np.where(np.isnan(expected), np.nan, np.log(above / (expected + floor)))


def half_order(panel: Panel, peers: Peers) -> Array:
    """Return (dealers, months): half an ordinary order of the level, from the year before.

    It keeps small dealers' ratios from exploding: one order more or less is no news.
    """
    levels = peers.levels
    money = trailing_sum(levels.total(np.nan_to_num(panel.standing_amount, nan=0.0)))
    orders = trailing_sum(levels.total(np.nan_to_num(panel.standing_order_count, nan=0.0)))
    with np.errstate(invalid="ignore", divide="ignore"):
        usual = np.where(orders > 0, money / orders, 0.0)
    return np.maximum(usual / 2, 1e-6)[levels.of]
