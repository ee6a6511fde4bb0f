"""The days on which a dealer ordered, and the gaps between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel

Array = NDArray[np.float64]
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class OrderDays:
    """One entry an order day, by dealer and then by time; days counted from 1970-01-01."""

    dealer: Indices
    month: Indices
    day: Indices
    shape: tuple[int, int]

    @property
    def gap(self) -> Array:
        """Days since the dealer's order day before; NaN for its first."""
        gap = np.full(self.day.size, np.nan)
        same = self.dealer[1:] == self.dealer[:-1]
        gap[1:][same] = (self.day[1:] - self.day[:-1])[same]
        return gap

    def by_month(self, values: Array) -> Array:
        """Return (dealers, months): the sum of one value an order day; NaN counts as zero."""
        cell = self.dealer * self.shape[1] + self.month
        size = self.shape[0] * self.shape[1]
        total = np.bincount(cell, np.nan_to_num(values, nan=0.0), minlength=size)
        return np.asarray(total.reshape(self.shape), dtype=np.float64)

    def last(self) -> Array:
        """Return (dealers, months): the last order day up to the month's end; NaN for none."""
        day = np.full(self.shape, -1, dtype=np.int64)
        day[self.dealer, self.month] = self.day
        last = np.maximum.accumulate(day, axis=1)
        return np.where(last < 0, np.nan, last.astype(np.float64))


def order_days(panel: Panel) -> OrderDays:
    """Return all order days, read from the panel's bits."""
    days = np.arange(32, dtype=np.int64)
    dealer, month = np.nonzero(panel.order_day_bits)
    marked = (panel.order_day_bits[dealer, month][:, None] >> days) & 1
    cell, day = np.nonzero(marked)
    starts = panel.months.astype("datetime64[D]").astype(np.int64)
    return OrderDays(dealer[cell], month[cell], starts[month[cell]] + day - 1, panel.shape)
