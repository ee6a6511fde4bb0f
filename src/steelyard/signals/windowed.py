"""What signals of windows share: of several windows, the one that stands out most.

A lie that began five months ago is seen best over five months. So each window is asked, and
the month's reading is that of the window with the largest departure; its length tells since
when. The chance of a largest departure as large is learned from the channel's earlier months,
like every other reading's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.windows import mean_over_chosen
from steelyard.baselines import Channel
from steelyard.baselines.history import newcomer
from steelyard.signals.signal import Reading, Signal
from steelyard.statistics.level_shift import LAGS, WITHIN_A_YEAR
from steelyard.statistics.tails import upper_tail_by_month

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
Value = TypeVar("Value", bound=np.generic)

_SETTLED_AFTER = 18
"""Months in which a new dealer may climb."""


@dataclass(frozen=True)
class Window:
    """Of each dealer and month, the window that stands out most; (dealers, months) each."""

    departure: Array
    row: Indices
    """Which of LAGS; 0 where none is known."""
    p_value: Array

    @property
    def months(self) -> Indices:
        """How many months it holds."""
        return np.asarray(LAGS)[self.row]

    def of(self, by_window: NDArray[Value]) -> NDArray[Value]:
        """Return the chosen window's value of (windows, dealers, months)."""
        return np.asarray(np.take_along_axis(by_window, self.row[None], axis=0)[0])


def largest(channel: Channel, departure: Array) -> Window:
    """Return the window of a year or less with the largest departure; NaN where none is known."""
    most, row = departure[0].copy(), np.zeros(departure.shape[1:], np.int64)
    for number, other in enumerate(departure[1:WITHIN_A_YEAR], 1):
        more = (other > most) | (np.isnan(most) & ~np.isnan(other))
        row[more] = number
        np.fmax(most, other, out=most)
    return Window(most, row, upper_tail_by_month(most, kind=channel.size_class))


def still_climbing(channel: Channel) -> NDArray[np.bool_]:
    """Return (dealers, months): whose first year and a half is no past to be held against."""
    return newcomer(channel.panel, channel.ordered, _SETTLED_AFTER)


def silent(channel: Channel, signal: Signal) -> Reading:
    """Return the reading of a signal whose tables told nothing: it judges nobody."""
    unknown = np.full(channel.panel.shape, np.nan)
    return Reading(
        p_value=unknown,
        effect=unknown,
        amount_in_question=np.zeros(channel.panel.shape),
        figures=dict.fromkeys(signal.figures, unknown),
        departure=np.full((len(LAGS), *channel.panel.shape), np.nan),
    )


def part_above(size: Array) -> Array:
    """Return which part of a figure lies above the expected, `size` logs lower; 0 to 1."""
    return np.asarray(-np.expm1(-np.maximum(np.nan_to_num(size), 0.0)), dtype=np.float64)


def above_expected(months: Array, size: Array, least: float) -> Array:
    """Return how many months (of stock, of money) lie above what is `size` logs lower.

    `least` months count as none, as they did when the logs were taken.
    """
    return np.minimum((months + least) * part_above(size), months)


def mean_within(window: Window, values: Array) -> Array:
    """Return the mean of the known months of each window, (dealers, months)."""
    return mean_over_chosen(values, window.months)


def unit_price(channel: Channel) -> Array:
    """Return the mean price of a unit in the last twelve months, (dealers, months); 0 unknown."""
    panel = channel.panel
    bought = _year(np.maximum(np.nan_to_num(panel.sell_in_quantity), 0.0))
    paid = _year(np.maximum(np.nan_to_num(panel.sell_in_amount), 0.0))
    return np.asarray(paid / np.maximum(bought, 1e-9) * (bought > 0))


def _year(values: Array) -> Array:
    total = np.cumsum(values, axis=1)
    before = np.zeros_like(total)
    before[:, 12:] = total[:, :-12]
    return total - before
