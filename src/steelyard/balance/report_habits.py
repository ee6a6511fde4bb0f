"""How a dealer's sell-out reports look over a year: too even, too round, or like another's.

Sales of a month are many people's doing and never even. Reports that are made up at a desk are
often too smooth for a dealer of that size, and its own purchases do not go along; or they are
full of round numbers where others' are not; or they have another dealer's figures to the unit.
Goods in cases of ten and a buyer with standing orders look so honestly: it corroborates only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.beside import beside_channel
from steelyard.balance.windows import mean_over, over
from steelyard.facts.panel import Panel

Array = NDArray[np.float64]

MONTHS = 12
_FEWEST = 6
"""Steps, and dealers of one size, that a spread is learned from at least."""
_EVEN = 0.01
"""Spread in logs that counts as none: a count has no more digits than that."""
_SIZES = 3
_LEAST_SPREAD = 0.15
"""Honest dealers of one size differ by as much in the log of their spread."""
_UNEVEN_HABITS = 0.05
"""Honest dealers differ by as much in their share of round lines."""
_MAD = 1.4826


@dataclass(frozen=True)
class Even:
    """(dealers, months) each."""

    departure: Array
    """How far the spread lies below that of dealers of its size, and below what its own
    purchases would let one expect; the smaller of both, in their ordinary spread."""
    spread: Array
    """Mean step from month to month, in logs."""
    peers: Array
    """The same of the median dealer of its size."""


@dataclass(frozen=True)
class Round:
    """(dealers, months) each."""

    departure: Array
    share: Array
    """Lines in round tens of all its lines within the year."""
    channel: Array
    """The same of the whole channel."""


def evenness(panel: Panel) -> Even | None:
    """Return how much too even the reports of the last year are; None without reports."""
    sold = panel.sell_out_quantity
    if sold is None:
        return None
    spread = _spread(sold)
    bought = np.where(panel.sell_in_quantity > 0, panel.sell_in_quantity, np.nan)
    size = _sizes(mean_over(sold, MONTHS))
    with np.errstate(invalid="ignore", divide="ignore"):
        low, usual = _below(np.log(spread + _EVEN), size)
        against = np.log(spread + _EVEN) - np.log(_spread(bought) + _EVEN)
    own, _ = _below(against, size)
    return Even(np.fmin(low, own), spread, np.exp(usual) - _EVEN)


def roundness(panel: Panel) -> Round | None:
    """Return how many more round lines the reports of the last year have than the channel's."""
    if panel.sell_out_round is None or panel.sell_out_lines is None:
        return None
    tens, lines = over(panel.sell_out_round, MONTHS), over(panel.sell_out_lines, MONTHS)
    channel = tens.sum(axis=0) / np.maximum(lines.sum(axis=0), 1.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = tens / lines
        error = np.sqrt(channel * (1 - channel) / lines + _UNEVEN_HABITS**2)
        departure = np.where(lines >= _FEWEST, (share - channel) / error, np.nan)
    return Round(departure, share, np.broadcast_to(channel, share.shape))


def _spread(values: Array) -> Array:
    """Return the mean size of a year's steps in logs, of the figure or beside the channel.

    The smaller of both: a figure that never moves and one that only goes along are even alike.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        logs = np.where(values > 0, np.log(values), np.nan)
    return np.fmin(_mean_step(logs), _mean_step(beside_channel(logs)))


def _mean_step(logs: Array) -> Array:
    steps = np.abs(np.diff(logs, axis=1, prepend=np.nan))
    known = over((~np.isnan(steps)).astype(np.float64), MONTHS)
    return np.where(known >= _FEWEST, mean_over(steps, MONTHS), np.nan)


def _sizes(mean: Array) -> NDArray[np.int64]:
    """Return (dealers, months): the third of the channel, by volume, that the dealer is in."""
    known = ~np.isnan(mean)
    # Stable: who shares a third among equals must not depend on who begins later.
    placed = np.argsort(np.where(known, mean, np.inf), axis=0, kind="stable")
    order = np.argsort(placed, axis=0)
    return np.asarray(order * _SIZES // np.maximum(np.count_nonzero(known, axis=0), 1))


def _below(figure: Array, size: NDArray[np.int64]) -> tuple[Array, Array]:
    """Return how far each lies below the median of its size, in their spread, and that median."""
    departure, usual = np.full(figure.shape, np.nan), np.full(figure.shape, np.nan)
    for month in range(figure.shape[1]):
        for third in range(_SIZES):
            mine = (size[:, month] == third) & ~np.isnan(figure[:, month])
            if np.count_nonzero(mine) < _FEWEST:
                continue
            here = figure[mine, month]
            median = float(np.median(here))
            spread = max(_MAD * float(np.median(np.abs(here - median))), _LEAST_SPREAD)
            usual[mine, month] = median
            departure[mine, month] = (median - here) / spread
    return departure, usual
