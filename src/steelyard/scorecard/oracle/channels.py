"""Channels: for each thing that can be seen, the likelihood ratio of an effect, month by month.

Reports are held against the dealer's ordinary demand, scans against the reports, reported stock
against what its ordering aims at, audits against reported stock, the books against themselves,
payments and trade spend against the dealer's habit. The spreads below that the world's constants
do not give were taken on honest dealers of `trained` worlds.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.oracle.effect import Effect
from steelyard.scorecard.oracle.known import Known
from steelyard.scorecard.oracle.likelihood import censored, of_counts, of_normal, whitened
from steelyard.scorecard.oracle.own_sales import own_sales
from steelyard.scorecard.oracle.seen import Seen

Array = NDArray[np.float64]

STOCK_MEMORY = 0.45
STOCK_SPREAD, SPREAD_BETWEEN_ORDERS = 0.15, 0.32
STOCK_FEELS = (-0.4, 0.3, 0.2, 0.15, 0.1)
"""How stock feels a tenth more sold: less at once, more in the months in which it is expected."""
REPORT_SPREAD = 0.03
"""Of a report beside its noise and its slip: empty shelves, whole packs."""
SCAN_SPREAD = 0.03
"""Of a month's scans beside those of reports: the mix of products."""
AUDIT_SPREAD = 0.02
BOOKS_SPREAD = 0.04
PAYMENT_DAYS = 4.0
SPEND_SPREAD = 0.095


class Channels:
    """What is expected of each dealer and month, and how far what was seen is from it."""

    def __init__(self, known: Known, seen: Seen) -> None:
        self.known, self.seen = known, seen
        honest = known.honest
        self.months = honest.demand.shape[1]
        self.alive = honest.demand > 0
        self.ordinary = np.where(self.alive, honest.demand + honest.institutional, np.nan)
        self.reports()
        self.scans()
        self.stock()
        self.audits()
        self.books()
        self.money()

    def reports(self) -> None:
        """Lay out how far reports are from ordinary demand, each month by itself."""
        honest = self.known.honest
        late = honest.held_over > 0
        mixed = late | np.concatenate([np.zeros_like(late[:, :1]), late[:, :-1]], axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            beyond = np.log(self.seen.told / self.ordinary)
            error = 1.2 * honest.report_noise**2 + honest.slip**2 + REPORT_SPREAD**2
            self.error = error + 1 / self.ordinary
        beyond = np.where(mixed | ~np.isfinite(beyond), np.nan, beyond)
        moves = honest.demand_noise**2 / (1 - self.known.demand_memory**2)
        self.report_error = np.sqrt(self.error)
        self.report_memory = self.known.demand_memory * moves / (moves + self.error)
        before = np.concatenate([np.full_like(beyond[:, :1], np.nan), beyond[:, :-1]], axis=1)
        self.report_memory = np.where(np.isnan(before), 0.0, self.report_memory)
        self.report_sd = np.sqrt((moves + self.error) * (1 - self.report_memory**2))
        self.beyond = beyond
        self.told = whitened(beyond, self.report_memory)
        self.trusted = np.where(np.isnan(beyond), self.ordinary, self.seen.told)
        unknown = np.where(np.isnan(beyond), moves, 0.0)
        self.scan_spread = np.sqrt(self.error + unknown + SCAN_SPREAD**2)

    def scans(self) -> None:
        """Lay out how many scans the reports lead to expect, at home and away."""
        honest, known = self.known.honest, self.known
        own = own_sales(np.nan_to_num(self.trusted), self.seen.handed)
        scanned = np.maximum(own - honest.institutional, 0.0) * (1 - known.unknown_region)
        here, there = scanned * honest.home_scan_rate, scanned * honest.away_scan_rate
        self.home, moved = self._later(here)
        self.away = sum(self._later(there)) + moved
        self.away_each = sum(self._later(scanned * known.scan_rate))

    def _later(self, scans: Array) -> tuple[Array, Array]:
        """Return scans in the month in which they are made, and those of an earlier territory."""
        found = np.full((2, *scans.shape), 0.5e-3)
        region = self.known.honest.region
        for lag, share in enumerate(self.known.scan_lags):
            sold = share * np.nan_to_num(scans[:, : scans.shape[1] - lag])
            same = region[:, lag:] == region[:, : scans.shape[1] - lag]
            found[0, :, lag:] += np.where(same, sold, 0.0)
            found[1, :, lag:] += np.where(same, 0.0, sold)
        return found[0], found[1]

    def stock(self) -> None:
        """Lay out how far reported stock is from what the ordering aims at."""
        honest = self.known.honest
        self.aim = honest.stock + 0.3 * self.ordinary
        with np.errstate(invalid="ignore", divide="ignore"):
            self.beyond_aim = np.log((self.seen.claimed + 0.3 * self.ordinary) / self.aim)
        self.beyond_aim = self.beyond_aim - _felt(np.nan_to_num(self.beyond))
        spread = np.where(honest.orders > 0, STOCK_SPREAD, SPREAD_BETWEEN_ORDERS)
        self.stock_sd = spread * np.sqrt(1 - STOCK_MEMORY**2)
        self.claimed = whitened(self.beyond_aim, np.full_like(self.aim, STOCK_MEMORY))

    def audits(self) -> None:
        """Lay out how far audits are from what the dealer claimed of the same products."""
        honest, seen = self.known.honest, self.seen
        base = seen.audited_claimed + 0.1 * self.ordinary
        with np.errstate(invalid="ignore", divide="ignore"):
            self.audited = (seen.audited - seen.audited_claimed) / base
            self.counted = np.clip(seen.audited_claimed / seen.claimed, 0.5, 1.0) / base
            slip = 2 * honest.slip * self.ordinary / base
        self.audit_sd = np.sqrt(AUDIT_SPREAD**2 + honest.stock_noise**2 / 2 + slip**2)

    def books(self) -> None:
        """Lay out what left a dealer's books and never came in, relative to demand."""
        honest, seen = self.known.honest, self.seen
        giver, taker, month, units = seen.handed
        came = seen.bought.copy()
        np.add.at(came, (taker, month), units)
        np.add.at(came, (giver, month), -units)
        risen = np.diff(seen.claimed, axis=1, prepend=np.nan)
        self.unexplained = (risen - came + self.trusted) / self.ordinary
        count = honest.stock_noise * honest.stock / self.ordinary
        self.books_sd = np.sqrt(self.error + count**2 + BOOKS_SPREAD**2)

    def money(self) -> None:
        """Lay out how far payments and trade spend are from the dealer's habit."""
        seen = self.seen
        # A fifth of the invoices is paid in two parts; the first is what counts here.
        self.late, self.late_sd = seen.late, PAYMENT_DAYS / np.sqrt(np.maximum(seen.payments, 1))
        with np.errstate(invalid="ignore", divide="ignore"):
            self.spend = np.log(seen.granted / self.known.honest.trade_spend)

    def ratio(self, effect: Effect) -> Array:
        """Return (dealers, months): the logarithm of the likelihood ratio of the effect."""
        total = np.zeros_like(self.ordinary)
        for of_part in (
            self._of_told, self._of_scans_home, self._of_scans_away, self._of_claimed,
            self._of_denied, self._of_received, self._of_late, self._of_spend,
        ):  # fmt: skip
            part = of_part(effect)
            if part is not None:
                total += censored(part)
        return np.where(self.alive, total, 0.0)

    def _of_told(self, effect: Effect) -> Array | None:
        if effect.told is None:
            return None
        shift = np.broadcast_to(np.log1p(effect.told), self.told.shape)
        return of_normal(self.told, whitened(shift, self.report_memory), self.report_sd)

    def _of_scans_home(self, effect: Effect) -> Array | None:
        if effect.unsold is None and effect.away is None:
            return None
        lost = _or_0(effect.unsold) + _or_0(effect.away)
        return of_counts(self.seen.home, self.home, 1 - lost, self.scan_spread)

    def _of_scans_away(self, effect: Effect) -> Array | None:
        if effect.unsold is None and effect.away is None:
            return None
        lost, away = _or_0(effect.unsold) + _or_0(effect.away), _or_0(effect.away)
        factor = 1 - lost + away * self.away_each / self.away
        return of_counts(self.seen.away, self.away, factor, 2 * self.scan_spread)

    def _of_claimed(self, effect: Effect) -> Array | None:
        if effect.claimed is None and effect.told is None:
            return None
        shift = np.log1p(_or_0(effect.claimed) / self.aim)
        if effect.told is not None:
            shift = shift - _felt(np.log1p(effect.told)[None, :])
        memory = np.full_like(self.aim, STOCK_MEMORY)
        return of_normal(self.claimed, whitened(shift, memory), self.stock_sd)

    def _of_denied(self, effect: Effect) -> Array | None:
        if effect.denied is None:
            return None
        return of_normal(self.audited, effect.denied * self.counted, self.audit_sd)

    def _of_received(self, effect: Effect) -> Array | None:
        if effect.received is None:
            return None
        return of_normal(self.unexplained, effect.received / self.ordinary, self.books_sd)

    def _of_late(self, effect: Effect) -> Array | None:
        return None if effect.late is None else of_normal(self.late, effect.late, self.late_sd)

    def _of_spend(self, effect: Effect) -> Array | None:
        if effect.spend is None:
            return None
        return of_normal(self.spend, np.log1p(effect.spend), np.asarray(SPEND_SPREAD))


def _felt(beyond: Array) -> Array:
    """Return what reported stock feels of the sales reported beyond the ordinary."""
    felt = np.zeros_like(beyond)
    for lag, part in enumerate(STOCK_FEELS):
        felt[:, lag:] += part * beyond[:, : beyond.shape[1] - lag]
    return felt


def _or_0(share: Array | None) -> Array:
    return np.zeros(1) if share is None else share
