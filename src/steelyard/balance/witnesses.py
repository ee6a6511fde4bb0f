"""The witnesses outside a dealer's books, laid beside what its books say was sold.

Scans: how many the sales would have brought at the channel's rate, and how the count differs from
that in logarithms. Audits: how much more, or less, lay there than the dealer said.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.books import claimed
from steelyard.balance.course import channel_course
from steelyard.balance.reconciled import Reconciled
from steelyard.balance.scanning import delays_by_month, of_own_codes
from steelyard.balance.two_counts import two_counts
from steelyard.balance.windows import last_known, with_gaps_filled
from steelyard.facts.panel import Panel
from steelyard.statistics.level_shift import monthly_noise

Array = NDArray[np.float64]

_HALF = 0.5
_TELLING = 3.0
"""Scans foretold from which a dealer has a say in what the month did to all."""
_DRIFT, _LEAST_DRIFT = 0.1, 5e-4
"""Monthly step of a habit: a share of the channel's monthly noise, and a least."""
_FIRST_COUNTING, _LEAST_COUNTING = 0.05, 0.01
"""Relative error of an audit against an honest count, before the channel tells, and at least."""
_FEW = 10
_MEDIAN = 0.6745


@dataclass(frozen=True)
class Scans:
    """(dealers, months) each, unless said otherwise; NaN where nothing is known."""

    count: Array
    a_unit: Array
    """Scans that a unit sold brings sooner or later at the channel's rate."""
    by_books: Array
    """Scans that the sales of the month by the books bring sooner or later."""
    delays: Array
    """(months, 4): share of them in the month of the sale and in those after it."""
    foretold: Array
    """Scans of the month by the books."""
    away: Array
    """Log of scans over those foretold, beside the channel's."""
    month: Array
    """(months,): what the month did to all dealers' scans, in logarithms."""
    noise: Array
    """Variance of `away` beyond sampling."""
    drift: Array
    """(months,): variance of the monthly step of a dealer's habit."""


@dataclass(frozen=True)
class Audits:
    """(dealers, months) each; NaN where there was none."""

    gap: Array
    """Units found beyond the claim, scaled to the whole range."""
    error: Array
    """Standard error of the gap where nobody lied, units."""


def scans_beside(panel: Panel, books: Reconciled) -> Scans:
    """Return the scans beside what the books foretell."""
    count = np.full(panel.shape, np.nan) if panel.scans is None else panel.scans
    filled = with_gaps_filled(books.sold)
    delays = delays_by_month(np.nansum(count, axis=0), filled.sum(axis=0))
    a_unit = _scans_a_unit(panel, count, filled)
    foretold = _lagged(a_unit * filled, delays)
    with np.errstate(invalid="ignore", divide="ignore"):
        away = np.log((count + _HALF) / (foretold + _HALF))
    away = np.where(np.isnan(books.sold) | (foretold <= 0), np.nan, away)
    month = channel_course(np.where(foretold >= _TELLING, away, np.nan))
    away -= month
    sampling = 1.0 / (foretold + _HALF) + np.nan_to_num(books.error) ** 2
    channel, noise = monthly_noise(away, sampling)
    drift = _DRIFT * channel + _LEAST_DRIFT
    return Scans(count, a_unit, a_unit * filled, delays, foretold, away, month, noise, drift)


def _scans_a_unit(panel: Panel, count: Array, sold: Array) -> Array:
    """Return scans a unit by the dealer's mix of products, as it was last known.

    Goods that it took over from another by declaration carry the other's codes.
    """
    scanned, units = (np.cumsum(np.nansum(values, axis=0)) for values in (count, sold))
    own = np.full(panel.shape, np.nan)
    if panel.sell_out_in_scans is not None and panel.sell_out_quantity is not None:
        with np.errstate(invalid="ignore", divide="ignore"):
            own = panel.sell_out_in_scans / panel.sell_out_quantity
    own = last_known(np.where(np.isfinite(own) & (own > 0), own, np.nan))
    a_unit = np.where(np.isnan(own), scanned / np.maximum(units, 1.0), own)
    return np.asarray(a_unit * of_own_codes(panel))


def _lagged(scans: Array, delays: Array) -> Array:
    """Return scans by the month in which they come; before the first month it was as in it."""
    out = scans * delays[:, 0]
    for back in range(1, delays.shape[1]):
        before = np.pad(scans, ((0, 0), (back, 0)), mode="edge")[:, : scans.shape[1]]
        out += before * delays[:, back]
    return np.asarray(out, dtype=np.float64)


def audits_beside(panel: Panel) -> Audits:
    """Return audits against the dealer's own counts of the same goods."""
    both, stock = two_counts(panel), claimed(panel)
    if both is None or stock is None:
        nothing = np.full(panel.shape, np.nan)
        return Audits(nothing, nothing)
    gap = (both.seen - both.claimed) / both.covered
    there = np.maximum(last_known(stock), 1.0)
    counting = _counting_error(gap / there) * there
    return Audits(gap, np.hypot(counting, both.doubt / both.covered))


def _counting_error(gap: Array) -> Array:
    """Return (months,): the ordinary relative size of a gap before it."""
    out, last = np.zeros(gap.shape[1]), _FIRST_COUNTING
    for month in range(gap.shape[1]):
        known = np.abs(gap[:, :month])
        known = known[~np.isnan(known)]
        if known.size >= _FEW:
            last = max(float(np.median(known)) / _MEDIAN, _LEAST_COUNTING)
        out[month] = last
    return out
