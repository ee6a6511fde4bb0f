"""How far a figure departs from what the dealer's past, its peers and its season foretell.

A figure (a log ratio, a share, a regularity) is read beside its peers' month, then beside
the dealer's own level (its trailing median), then beside its own season. What is left is
measured in the dealer's own trailing MAD, shrunk to the channel's. It knows no money and no
signal: all of them use it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines.peers import Peers
from steelyard.baselines.season import own_season
from steelyard.statistics.shrinkage import shrink_spread
from steelyard.statistics.trailing import trailing_count, trailing_median

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

LEVEL_WINDOW = 12
SPREAD_WINDOW = 24
_PRIOR_MONTHS = 2.0
"""Months of no departure that a dealer's own level is shrunk with."""
_LEVEL_KNOWN = 3
"""Months that must have taught the level before a departure may teach the season."""
LEAST_SPREAD = 0.1
"""A dealer as steady as a clock still may buy a tenth more without a reason."""


@dataclass(frozen=True)
class Departures:
    """All (dealers, months), in the figure's own unit."""

    foretold: Array
    """Level, peers' month and season together: what the figure ordinarily would be."""
    left: Array
    """The figure less what was foretold; NaN where the figure is unknown."""
    past: Array
    """How many earlier months taught the dealer's own level."""
    ordinarily: Callable[[], Array]
    """What `spread` is worked out by; most of the time goes into it, and not all ask."""

    @cached_property
    def spread(self) -> Array:
        """The ordinary spread of what is left."""
        return self.ordinarily()

    @property
    def score(self) -> Array:
        """What is left, in ordinary spreads."""
        return self.left / self.spread


def departures(
    figure: Array,
    peers: Peers,
    mates: Indices | None,
    lag: int = 0,
    window: int = LEVEL_WINDOW,
    least_spread: float = LEAST_SPREAD,
    size: Array | None = None,
) -> Departures:
    """Return the departures of a figure (dealers, months); NaN months are passed over.

    `mates` are the same-season months of earlier years, None for a figure without season.
    `lag` keeps that many months before t out of the dealer's level too, for figures that
    span several months: those share months with the tested one.
    """
    beside = figure - peers.median(figure)
    known = later(beside, lag)
    past = trailing_count(known, window)
    # A figure of quarters is known in one month of three: the others need no level or spread.
    asked = np.asarray((~np.isnan(figure)).any(axis=0))
    own = beside - _shrunken_level(known, past, window, asked)
    # Levels differ in how far they lag behind; what all of them miss belongs to the month.
    left = own - peers.median(own)
    if mates is not None:
        # A level learned from a month or two would pass its own error off as a season.
        left = left - own_season(np.where(past >= _LEVEL_KNOWN, left, np.nan), mates)

    def spread() -> Array:
        return np.maximum(robust_spread(later(left, lag), size, wanted=asked), least_spread)

    return Departures(figure - left, left, past, spread)


def later(values: Array, months: int) -> Array:
    """Return the values moved `months` later, the first months unknown."""
    if months == 0:
        return values
    start = np.full((values.shape[0], min(months, values.shape[1])), np.nan)
    return np.concatenate([start, values[:, :-months]], axis=1)


def _shrunken_level(figure: Array, months: Array, window: int, wanted: NDArray[np.bool_]) -> Array:
    """Return the trailing median, shrunk to the peers' level where the past is short."""
    median = np.nan_to_num(trailing_median(figure, window, 1, wanted), nan=0.0)
    return median * months / (months + _PRIOR_MONTHS)


def robust_spread(
    left: Array,
    size: Array | None = None,
    window: int = SPREAD_WINDOW,
    wanted: NDArray[np.bool_] | None = None,
) -> Array:
    """Return the trailing median absolute departure, scaled and shrunk to those of like size.

    The departures are centred already, so their own median is not taken off again.
    """
    own = 1.4826 * trailing_median(np.abs(left), window, 3, wanted)
    return np.maximum(shrink_spread(own, trailing_count(left, window), size), LEAST_SPREAD)
