"""How much more a dealer reports sold than the level before a window, beside the channel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.beside import beside_channel
from steelyard.balance.windows import running
from steelyard.statistics.level_shift import monthly_noise

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

PAST = 12
"""Months before a window of which its level is the mean."""
_LEAST_RISE = 0.08
"""Of the level, by each month of the window: less is nobody's move of goods."""
_LEAST_NOISE = 0.03**2


@dataclass(frozen=True)
class Risen:
    """Reported sell-out of a window beside the level before it, (dealers,) each."""

    units: Array
    """Reported beyond the level, in all."""
    level: Array
    """Units a month."""
    moves: Array
    """(months,): the channel's own movement in each month of the window."""

    def clearly(self, months: int) -> Flags:
        """Return who rose by enough to have moved goods in a window of so many months."""
        return np.asarray((self.units > _LEAST_RISE * months * self.level) & (self.level > 0))


@dataclass(frozen=True)
class Reports:
    """Reported sell-out, (dealers, months); with one month more where said to be before each."""

    units: Array
    """NaN where nothing was reported."""
    sold: Array
    """Their sum before each month."""
    known: Array
    """How many were reported before each month."""
    noise: Array
    """Variance of a month about its level, as a share of it, by the months before."""

    @classmethod
    def of(cls, units: Array) -> Reports:
        """Return the reports with what windows ask of them."""
        with np.errstate(divide="ignore", invalid="ignore"):
            course = beside_channel(np.log(np.where(units > 0, units, np.nan)))
        noise = monthly_noise(course, np.zeros(course.shape))[1]
        known = (~np.isnan(units)).astype(np.float64)
        of_level = noise * (1 + 1 / PAST) + _LEAST_NOISE
        return cls(units, running(units), running(known), of_level)

    def risen(self, first: int, end: int) -> Risen:
        """Return how the months from `first` to the one before `end` stand to those before."""
        begin, reported = max(0, first - PAST), self.units[:, first:end]
        before, many = (of[:, first] - of[:, begin] for of in (self.sold, self.known))
        level = before / np.maximum(many, 1)
        there = np.where(np.isnan(reported), 0.0, level[:, None])
        whole = there.sum(axis=0)
        moves = np.divide(
            np.nansum(reported, axis=0), whole, out=np.ones_like(whole), where=whole > 0
        )
        known, sold = (of[:, end] - of[:, first] for of in (self.known, self.sold))
        units = (sold - there @ moves) * (end - first) / np.maximum(known, 1)
        return Risen(units, level, moves)
