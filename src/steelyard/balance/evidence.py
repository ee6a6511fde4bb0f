"""What is known of a dealer's sales, month by month: its books, and the witnesses beside them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.course import channel_course
from steelyard.balance.reconciled import Reconciled, reconciled
from steelyard.balance.witnesses import Audits, Scans, audits_beside, scans_beside
from steelyard.facts.panel import Panel
from steelyard.statistics.level_shift import monthly_noise

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

_HALF = 0.5
"""Of a unit or a scan: a month of none has no logarithm."""
_MORE_UNREST = 1.2
"""Neighbouring months are alike; the noise between them understates that about the level."""


@dataclass(frozen=True)
class Month:
    """One month of all dealers, (dealers,) each."""

    course: float
    drift: float
    """Variance of the monthly step of a scan habit."""
    sold: Array
    """Units by the books; NaN where they are silent."""
    told: Flags
    log_sold: Array
    beside: Array
    """Log of units by the books less the channel's course; 0 where they are silent."""
    error: Array
    """Relative standard error of the books; 0 where they are silent."""
    unrest: Array
    """Variance of a month's log sales about the dealer's level."""
    scans: Array
    scanned: Flags
    """Whether scans can be held against the books."""
    scans_away: Array
    """Log of scans over those that the books foretell."""
    scan_error: Array
    """Its variance where the books are true."""
    scan_noise: Array
    scan_month: float
    a_unit: Array
    delays: Array
    coming_by_books: tuple[Array, ...]
    audited: Flags
    audit_gap: Array
    audit_error: Array

    def brought(self, level: Array) -> Array:
        """Return scans that sales bring in all; `level` is their log beside the course."""
        return np.asarray(self.a_unit * np.exp(level + self.course))

    def scans_beside(self, foretold: Array) -> Array:
        """Return the log of scans over so many foretold, beside the channel's."""
        return np.asarray(np.log((self.scans + _HALF) / (foretold + _HALF)) - self.scan_month)

    def sampling(self, foretold: Array) -> Array:
        """Return the variance with which so many foretold scans are seen."""
        return np.asarray(1.0 / (foretold + _HALF) + self.scan_noise)


@dataclass(frozen=True)
class Evidence:
    """(dealers, months) each, unless said otherwise."""

    books: Reconciled
    course: Array
    """(months,)"""
    unrest: Array
    scans: Scans
    audits: Audits

    @property
    def shape(self) -> tuple[int, int]:
        """(dealers, months)."""
        return self.books.sold.shape[0], self.books.sold.shape[1]

    def month(self, month: int) -> Month:
        """Return what is known of one month."""
        sold = self.books.sold[:, month]
        told = ~np.isnan(sold)
        log_sold = np.log(np.maximum(np.where(told, sold, 1.0), _HALF))
        scans, audits = self.scans, self.audits
        away, error = scans.away[:, month], np.where(told, self.books.error[:, month], 0.0)
        scanned = told & ~np.isnan(away)
        noise, foretold = scans.noise[:, month], scans.foretold[:, month]
        gap = audits.gap[:, month]
        return Month(
            course=float(self.course[month]),
            drift=float(scans.drift[month]),
            sold=sold,
            told=told,
            log_sold=log_sold,
            beside=np.where(told, log_sold - self.course[month], 0.0),
            error=error,
            unrest=self.unrest[:, month],
            scans=scans.count[:, month],
            scanned=scanned,
            scans_away=np.where(scanned, away, 0.0),
            scan_error=1.0 / (foretold + _HALF) + noise + error**2,
            scan_noise=noise,
            scan_month=float(scans.month[month]),
            a_unit=scans.a_unit[:, month],
            delays=scans.delays[month],
            coming_by_books=tuple(
                scans.by_books[:, max(month - back, 0)] for back in range(1, scans.delays.shape[1])
            ),
            audited=np.isfinite(gap) & np.isfinite(audits.error[:, month]),
            audit_gap=gap,
            audit_error=audits.error[:, month],
        )


def evidence(panel: Panel) -> Evidence | None:
    """Return the evidence of a panel; None where no table of the dealers' own was brought."""
    books = reconciled(panel)
    if books is None:
        return None
    figure = np.log(np.maximum(books.sold, _HALF))
    course = channel_course(figure)
    _, unrest = monthly_noise(figure - course, books.error**2)
    scans = scans_beside(panel, books)
    return Evidence(books, course, _MORE_UNREST * unrest, scans, audits_beside(panel))
