"""The days on which a dealer ordered, and the gaps between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel

Array = NDArray[np.float64]
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class OrderDays:
    """One entry an order day, by dealer and then by time; days counted from 1970-01-01."""

    cell: Indices
    """Place of the dealer and month in a flattened (dealers, months) array."""
    day: Indices
    shape: tuple[int, int]

    @cached_property
    def gap(self) -> Array:
        """Days since the dealer's order day before; NaN for its first."""
        dealer = self.cell // self.shape[1]
        gap = np.full(self.day.size, np.nan)
        gap[1:] = np.where(np.diff(dealer) == 0, np.diff(self.day), np.nan)
        return gap

    @cached_property
    def gap_count(self) -> Array:
        """(dealers, months): how many gaps end in the month."""
        return self.by_month((~np.isnan(self.gap)).astype(np.float64))

    @cached_property
    def gap_days(self) -> Array:
        """(dealers, months): the days of those gaps together."""
        return self.by_month(self.gap)

    def by_month(self, values: Array) -> Array:
        """Return (dealers, months): the sum of one value an order day; NaN counts as zero."""
        size = self.shape[0] * self.shape[1]
        total = np.bincount(self.cell, np.nan_to_num(values, nan=0.0), minlength=size)
        return np.asarray(total.reshape(self.shape), dtype=np.float64)

    def last(self) -> Array:
        """Return (dealers, months): the last order day up to the month's end; NaN for none."""
        day = np.full(self.shape[0] * self.shape[1], -1, dtype=np.int64)
        day[self.cell] = self.day
        last = np.maximum.accumulate(day.reshape(self.shape), axis=1)
        return np.where(last < 0, np.nan, last.astype(np.float64))


def order_days(panel: Panel) -> OrderDays:
    """Return all order days, read from the panel's bits."""
    bits = np.ascontiguousarray(panel.order_day_bits.astype("<u4"))
    marked = np.unpackbits(bits.reshape(-1, 1).view(np.uint8), axis=1, bitorder="little")
    cell, day = np.divmod(np.flatnonzero(marked), 32)
    starts = panel.months.astype("datetime64[D]").astype(np.int64)
    return OrderDays(cell, starts[cell % panel.shape[1]] + day - 1, panel.shape)
