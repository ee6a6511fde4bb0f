"""What a period's end took of it: a month's last days, a quarter's last month.

The end is weighed on a scale on which its ordinary spread does not depend on the share,
beside the dealer's own earlier periods, its peers' same period and its season (see
`departures`). It knows money and orders, no signal.

A departure's spread is never taken for less than orders of unlike size leave to chance. The
log of a sum of n orders varies by (1 + cv^2) / n, and n orders are worth m = (sum a)^2 / sum
a^2 of like size, so that 1 / m - 1 / n of it is due to their sizes; the rest, how many orders
came, the dealer's own spread holds already. Nine small orders beside a giant one are little
more than one order, and where one order falls says nothing of loading.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import special

from steelyard.baselines.departures import Departures, later, robust_spread
from steelyard.baselines.periods import over_period
from steelyard.baselines.sell_in import log_ratio
from steelyard.facts.panel import Panel
from steelyard.statistics.trailing import trailing_count

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

WINDOW = 24
"""Months whose ends say what a dealer's habit is."""
_ADDED = 3 / 8
"""Orders put on either side of an angle (Anscombe 1948)."""


class Depart(Protocol):
    """`Channel.departures`."""

    def __call__(self, figure: Array, lag: int = ..., window: int = ...) -> Departures:
        """Return how far a figure departs from the dealer's past, peers and season."""


@dataclass(frozen=True)
class PeriodEnd:
    """The ends of periods of `months` months; (dealers, months), told at closing months."""

    months: int
    late: Array
    """Money that came at the end."""
    whole: Array
    """Money of the period."""
    like: Array
    """How many orders of like size the period is worth, order days at the most."""
    figure: Array
    """The share on the scale on which it is weighed; NaN where nothing came."""
    unlike: Array
    """The figure's variance as far as it is due to orders of unlike size."""
    share_of: Callable[[Array], Array]
    """From a figure back to the share."""

    @property
    def share(self) -> Array:
        """The end's share of the period; NaN where nothing came."""
        return _share(self.late, self.whole)


@dataclass(frozen=True)
class Crowding:
    """(dealers, months): the share foretold, and how far in ordinary spreads it was passed."""

    expected: Array
    score: Array
    """NaN where the split is not known or the dealer has too few earlier ends."""


def last_days(panel: Panel, closes: Flags) -> PeriodEnd:
    """Return what the last days took of each month; `closes` (months,) are those complete.

    The scale is the angle 2 arcsin sqrt((late + 3/8) / (n + 3/4)), its spread by chance 1 /
    sqrt(n) (Anscombe 1948): a few orders that fall late or not are what makes it vary.
    """
    amount = np.maximum(np.nan_to_num(panel.sell_in_amount, nan=0.0), 0.0)
    late, whole = np.clip(panel.month_end_amount, 0.0, amount) * closes, amount * closes
    like = like_orders(panel, closes, 1)
    orders = np.maximum(like, 1.0)
    part = (_share(late, whole) * orders + _ADDED) / (orders + 2 * _ADDED)

    def share_of(angle: Array) -> Array:
        foretold = np.sin(np.clip(angle, 0.0, np.pi) / 2) ** 2
        return np.clip(foretold * (1 + 2 * _ADDED / orders) - _ADDED / orders, 0.0, 1.0)

    angle = 2 * np.arcsin(np.sqrt(part))
    return PeriodEnd(1, late, whole, like, angle, _of_sizes(panel, closes, 1), share_of)


def last_month(panel: Panel, amount: Array, closes: Flags, months: int, floor: Array) -> PeriodEnd:
    """Return what the last month took of each period; `closes` (months,) end a complete one.

    The scale is the log odds, late against the rest, with half an ordinary order (`floor`)
    on either side: sales differ from month to month by factors.
    """
    late, whole = amount * closes, over_period(amount, months) * closes
    unlike = _of_sizes(panel, closes, months) + _of_sizes(panel, ~closes, months)
    odds = np.where(whole > 0, log_ratio(late, whole - late, floor), np.nan)

    def share_of(odds: Array) -> Array:
        with np.errstate(invalid="ignore", divide="ignore"):
            share = (special.expit(odds) * (whole + 2 * floor) - floor) / whole
        return np.asarray(np.clip(share, 0.0, 1.0), dtype=np.float64)

    like = like_orders(panel, np.ones_like(closes), months)
    return PeriodEnd(months, late, whole, like, odds, unlike, share_of)


def like_orders(panel: Panel, counted: Flags, span: int) -> Array:
    """Return what the orders of `span` months are worth in orders of like size.

    Order days at the most; `counted` (months,) are the months that count.
    """
    amount = over_period(panel.standing_amount * counted, span)
    squares = over_period(panel.order_amount_squares * counted, span)
    with np.errstate(invalid="ignore", divide="ignore"):
        like = np.nan_to_num(amount**2 / squares, nan=0.0, posinf=0.0)
    return np.minimum(like, over_period(panel.order_days * counted, span))


def one_end(end: PeriodEnd, known: Flags, depart: Depart, fewest: int) -> Crowding:
    """Return how crowded the end is where its split is `known`.

    `fewest` is the number of earlier ends that must be known.
    """
    figure = np.where(known, end.figure, np.nan)
    found = depart(figure, window=WINDOW)
    judged = known & (trailing_count(figure, WINDOW) >= fewest)
    score = found.left / np.maximum(found.spread, np.sqrt(end.unlike))
    return Crowding(end.share_of(found.foretold), np.where(judged, score, np.nan))


def several_ends(
    end: PeriodEnd, periods: int, known: Flags, depart: Depart, size: Array, fewest: int
) -> Crowding:
    """Return how crowded the last `periods` ends are together, against those before them.

    Each departs from what its own month foretells; their mean goes by orders of like size,
    so that a month of one giant order counts as one order.
    """
    lag, span = (periods - 1) * end.months, periods * end.months
    found = depart(end.figure, lag=lag, window=WINDOW)
    weight = np.where(np.isnan(found.left), 0.0, end.like)
    total = np.maximum(over_period(weight, span), 1e-9)
    mean = np.where(known, over_period(weight * found.left, span) / total, np.nan)
    unlike = np.maximum(over_period(weight**2 * end.unlike, span), 0.0) / total**2
    earlier = later(mean, lag)
    spread = np.maximum(robust_spread(earlier, size), np.sqrt(unlike))
    judged = known & (trailing_count(earlier, WINDOW) >= fewest)
    return Crowding(end.share_of(found.foretold), np.where(judged, mean / spread, np.nan))


def _share(late: Array, whole: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(whole > 0, np.clip(late / whole, 0.0, 1.0), np.nan)


def _of_sizes(panel: Panel, counted: Flags, span: int) -> Array:
    """Return the variance of the log of a sum of orders that is due to their sizes."""
    like = np.maximum(like_orders(panel, counted, span), 1.0)
    days = np.maximum(over_period(panel.order_days * counted, span), 1.0)
    return np.maximum(1 / like - 1 / days, 0.0)
