"""The ordinary month's sell-in of each dealer, and how far each month departs from it.

The expectation by shift-share, summed over the spell, is moved to the dealer's own level
(its trailing median), season and the peers' month. What is left, x, in logs, is measured in
the dealer's own trailing MAD, shrunk to the channel's. This module knows amounts only; how
rare a departure is, signals decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines.explained import explained_excess
from steelyard.baselines.history import enough_past
from steelyard.baselines.peers import Peers
from steelyard.baselines.season import own_season, same_season
from steelyard.baselines.spells import over_spell
from steelyard.facts.panel import Panel
from steelyard.statistics.shrinkage import shrink_spread
from steelyard.statistics.trailing import trailing_count, trailing_median, trailing_sum

if TYPE_CHECKING:
    from steelyard.baselines.channel import Channel

Array = NDArray[np.float64]

LEVEL_WINDOW = 12
SPREAD_WINDOW = 24
_PRIOR_MONTHS = 2.0
"""Order months of no deviation that a dealer's own level is shrunk with."""
_LEAST_SPREAD = 0.1
"""A dealer as steady as a clock still may buy a tenth more without a reason."""


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


def sell_in_baseline(channel: Channel) -> SellInBaseline:
    """Return the ordinary sell-in, learned for each month from the months before it."""
    panel, ordered = channel.panel, channel.ordered
    plain = over_spell(channel.expected_sell_in, channel.spell_start)
    explained = explained_excess(panel, plain)
    amount = np.nan_to_num(panel.sell_in_amount, nan=0.0) - explained
    floor = channel.half_order
    ratio = log_ratio(amount, plain, floor)
    departure = np.where(ordered, ratio, np.nan)
    level = shrunken_level(departure)
    own = departure - level
    peers = channel.peers.median(own)
    free = own - peers
    season = own_season(free, same_season(panel.months, channel.settings.festivals))
    left = free - season
    spread = robust_spread(left)
    expected = (plain + floor) * np.exp(level + peers + season) - floor
    judged = enough_past(panel, ordered)
    return SellInBaseline(
        amount=amount,
        explained=explained,
        expected=np.maximum(expected, 0.0),
        score=np.where(judged, left / spread, np.nan),
        spread=spread,
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


def shrunken_level(departure: Array) -> Array:
    """Return the dealer's own trailing median, shrunk to zero where the past is short."""
    months = trailing_count(departure, LEVEL_WINDOW)
    median = np.nan_to_num(trailing_median(departure, LEVEL_WINDOW, minimum=1), nan=0.0)
    return median * months / (months + _PRIOR_MONTHS)


def robust_spread(left: Array, window: int = SPREAD_WINDOW) -> Array:
    """Return the trailing median absolute departure, scaled and shrunk to the channel's.

    The departures are centred already, so their own median is not taken off again.
    """
    own = 1.4826 * trailing_median(np.abs(left), window, minimum=3)
    return np.maximum(shrink_spread(own, trailing_count(left, window)), _LEAST_SPREAD)


def month_index(panel: Panel) -> NDArray[np.int64]:
    """Return (months,): the calendar month, 1 to 12."""
    return panel.months.astype("datetime64[M]").astype(np.int64) % 12 + 1
