"""What the books say was sold: the report, and what left the stock, put together.

A dealer's sales are told twice: by its sell-out report R, and by its counts, B = stock before +
received - stock. Where both are known their mean is taken: with errors of their own its variance
is a quarter of that of R - B, whichever of the two is the better. (The least-squares weight, Mah &
Tamhane 1982, needs the two variances apart, which R - B does not tell; a wrong guess of it costs
more than the best one gains.) The variance of R - B is each dealer's own, by its past, shrunk
towards the channel's.

Books that agree to the unit were made from one another: they tell once, not twice, and the
channel's error is theirs too. A missing report is filled from the counts, a missing count by
carrying the stock on. Nothing here comes from outside the books: a consistent liar passes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.books import claimed, net_received
from steelyard.balance.course import channel_course
from steelyard.facts.panel import Panel

Array = NDArray[np.float64]

_FIRST_ERROR = 0.05
"""Standard error of a difference between report and counts, in a month's sales, at first."""
_BORROWED = 4.0
"""Months that the channel's error counts for beside a dealer's own."""
_FORGETS = 0.95
_AGREE = 1e-3
"""Of a month's sales: books that agree so well were made from one another."""
_ONE, _LEAST = 0.6, 0.2
"""Variance of one source alone, and the least of any, as shares of the channel's of R - B."""
_APART = 3.5
"""Standard errors from which report and counts contradict one another."""
_USUAL_STEP = 0.2
"""How far an ordinary month lies from the dealer's level, to judge which of the two is odd."""
_KEEPS, _MOST_STEP = 0.7, 0.4
_MOST = 4.0
"""Standard errors beyond which a difference teaches no more."""
_ENOUGH = 30


@dataclass(frozen=True)
class Reconciled:
    """(dealers, months) each; NaN where neither report nor counts tell."""

    sold: Array
    """Units, not below 0."""
    error: Array
    """Standard error, relative to the sales of an ordinary month."""


def reconciled(panel: Panel) -> Reconciled | None:
    """Return what the books say was sold; None where no table of them was brought."""
    stock, reported = claimed(panel), panel.sell_out_quantity
    if stock is None and reported is None:
        return None
    nothing = np.full(panel.shape, np.nan)
    reported = nothing if reported is None else reported
    stock = nothing if stock is None else stock
    ledger = _Ledger(panel.shape[0], channel_course(_log(reported)))
    months = [
        ledger.month(month, *(values[:, month] for values in (reported, stock, received)))
        for received in (net_received(panel),)
        for month in range(panel.shape[1])
    ]
    sold, error = (np.stack(column, axis=1) for column in zip(*months, strict=True))
    return Reconciled(sold, error)


def _log(values: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(values > 0, np.log(values), np.nan)


class _Ledger:
    """The books of all dealers, a month at a time."""

    def __init__(self, dealers: int, course: Array) -> None:
        self.course = course
        self.stock = np.full(dealers, np.nan)
        self.level = np.full(dealers, np.nan)
        self.squares, self.count = np.zeros(dealers), np.zeros(dealers)
        self.variance = _FIRST_ERROR**2
        self.sizes: list[Array] = []

    def month(
        self, month: int, reported: Array, stock: Array, received: Array
    ) -> tuple[Array, Array]:
        """Return units sold and their relative error, and learn from the month."""
        counted = self.stock + received - stock
        usual = self.usual(month, reported, counted)
        off = (reported - counted) / usual
        own = (_BORROWED * self.variance + self.squares) / (_BORROWED + self.count)
        odd = np.abs(off) > _APART * np.sqrt(own)
        weight = np.where(odd, _nearer(reported, counted, usual), 0.5)
        sold = np.where(np.isnan(off), np.fmax(reported, counted), reported - weight * usual * off)
        variance = self.variance_of(own, off)
        variance += np.where(odd, own + weight * (1 - weight) * off**2, 0.0)
        self.learn(off, own)
        self.carry(month, np.maximum(sold, 0.0), stock, received, usual)
        return np.maximum(sold, 0.0), np.sqrt(variance)

    def usual(self, month: int, reported: Array, counted: Array) -> Array:
        """Return an ordinary month's sales; what is told now where nothing came before."""
        before = np.exp(self.level + self.course[month])
        now = np.where(reported > 0, reported, np.where(counted > 0, counted, np.nan))
        return np.where(np.isnan(before), now, before)

    def variance_of(self, own: Array, off: Array) -> Array:
        """Return the relative variance of what is taken for sold."""
        two = np.maximum(own / 4, _LEAST * self.variance)
        copied = self.squares <= _AGREE**2 * self.count
        one = np.maximum(own / 2, _ONE * self.variance)
        return np.where(np.isnan(off) | copied, one, two)

    def learn(self, off: Array, own: Array) -> None:
        """Learn the variance of what is left over: each dealer's, and the channel's."""
        told = np.isfinite(off)
        bound = _MOST * np.sqrt(own)
        square = np.clip(np.nan_to_num(off), -bound, bound) ** 2
        self.squares = np.where(told, _FORGETS * self.squares + square, self.squares)
        self.count = np.where(told, _FORGETS * self.count + 1, self.count)
        size = np.abs(off[told])
        self.sizes.append(size[size > _AGREE])
        apart = np.concatenate(self.sizes)
        if apart.size >= _ENOUGH:
            self.variance = (float(np.median(apart)) / 0.6745) ** 2

    def carry(self, month: int, sold: Array, stock: Array, received: Array, usual: Array) -> None:
        """Carry the stock and the level on to the next month."""
        left = self.stock + received - np.where(np.isnan(sold), usual, sold)
        self.stock = np.where(np.isnan(stock), left, stock)
        now = _log(sold) - self.course[month]
        step = np.clip(now - self.level, -_MOST_STEP, _MOST_STEP) * (1 - _KEEPS)
        moved = np.where(np.isnan(now), self.level, self.level + step)
        self.level = np.where(np.isnan(self.level), now, moved)


def _nearer(reported: Array, counted: Array, usual: Array) -> Array:
    """Return the weight of the counts where the two contradict: the odder one has less."""
    report, counts = (((told - usual) / usual / _USUAL_STEP) ** 2 for told in (reported, counted))
    return np.asarray(1.0 / (1.0 + np.exp(np.clip((counts - report) / 2, -30.0, 30.0))))
