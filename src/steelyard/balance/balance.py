"""The balance of a channel: each weighing a file of its own, remembered once it is made.

A weighing is None where its tables were not brought. Departures are (windows, dealers, months)
in the dealer's own scale, in the windows of `statistics.level_shift.LAGS`. They are NaN where a
dealer has closed or not begun, and those of places where its territory is in question too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.audits import Audit, audit_departure, audit_doubt, audit_gap, last_audit
from steelyard.balance.away import away_shift
from steelyard.balance.beside import beside_channel
from steelyard.balance.books import left_over_share, net_received
from steelyard.balance.counterparty import Counterparty, counterparty
from steelyard.balance.cover import cover, least_cover
from steelyard.balance.departures import departed
from steelyard.balance.destinations import Destinations, destinations
from steelyard.balance.flows import flow_shift
from steelyard.balance.money import months_overdue, months_owed, trade_spend, weight_in_region
from steelyard.balance.neighbours import Neighbours, neighbours
from steelyard.balance.places import Places, places
from steelyard.balance.risen import Reports
from steelyard.balance.scanning import Scanning, scanning, units_for_each_scan
from steelyard.balance.territory import closed, in_question
from steelyard.balance.verified import Verified, verified_sell_out
from steelyard.balance.windows import with_gaps_filled
from steelyard.facts.panel import Panel
from steelyard.statistics.level_shift import Shift

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

_HONEST_RATES = 0.12
"""Variance of the log of honest dealers' scan rates: a coefficient of variation of a third."""
_HONEST_LEVELS = 0.15
_VOLUMES = 4.0
"""Variance of the log of dealers' volumes: the small sell a hundredth of the large."""
_OVERDUE_LEVELS = 0.3
_BOOKS_LEVEL = 4e-4
"""Honest books leave next to nothing over, whoever keeps them."""


@dataclass(frozen=True)
class Balance:
    """The weighings of a panel."""

    panel: Panel

    @cached_property
    def closed(self) -> Flags:
        """Who buys no more, or not yet, (dealers, months)."""
        return closed(self.panel)

    @cached_property
    def places_in_question(self) -> Flags:
        """Where places of scans are not held against the dealer, (dealers, months)."""
        return in_question(self.panel) | self.closed

    @cached_property
    def scanning(self) -> Scanning | None:
        """Scans and what reported sales foretell of them."""
        return scanning(self.panel)

    @cached_property
    def verified(self) -> Verified | None:
        """What was really sold, as far as witnesses outside the books bear it out."""
        return verified_sell_out(self.panel)

    @cached_property
    def scan_rate(self) -> Shift | None:
        """Scans for each unit reported sold."""
        return None if self.scanning is None else self._rate(self.scanning.rate)

    @cached_property
    def home_scan_rate(self) -> Shift | None:
        """The same within the territory."""
        if self.scanning is None:
            return None
        return _unless(self.places_in_question, self._rate(self.scanning.home_rate))

    @cached_property
    def away(self) -> Shift | None:
        """Share of scans outside the territory."""
        if self.panel.scans is None or self.panel.scans_away is None:
            return None
        shift = away_shift(self.panel.scans, self.panel.scans_away)
        return _unless(self.places_in_question, shift)

    @cached_property
    def places(self) -> Places | None:
        """Where each dealer's goods surfaced."""
        return places(self.panel)

    @cached_property
    def destinations(self) -> Destinations | None:
        """Whether the away scans gather in a few places."""
        if self.away is None or self.places is None:
            return None
        return destinations(self.places, self.panel.dealers.region, self.away.departure)

    @cached_property
    def units_for_each_scan(self) -> Array | None:
        """Units that came in within a year for each scan, (dealers, months)."""
        if self.panel.scans is None:
            return None
        return units_for_each_scan(self.panel.sell_in_quantity, self.panel.scans)

    @cached_property
    def cover(self) -> Shift | None:
        """Months of stock."""
        return self._goods(cover(self.panel), _HONEST_LEVELS, 0.1)

    @cached_property
    def least_cover(self) -> Shift | None:
        """Months of stock at their least within three months."""
        return self._goods(least_cover(self.panel), _HONEST_LEVELS, 0.15, noise=2.0)

    @cached_property
    def left_over_share(self) -> Array | None:
        """What the books leave over as a share of the usual month, (dealers, months)."""
        return left_over_share(self.panel)

    @cached_property
    def books(self) -> Shift | None:
        """What stock, sell-in and reported sell-out leave over."""
        figure = self.left_over_share
        if figure is None:
            return None
        shift = departed(figure, _BOOKS_LEVEL, drift=0.0, noise=0.6, slips=True)
        return _unless(self.closed, shift)

    @cached_property
    def last_audit(self) -> Audit | None:
        """What the manufacturer saw last, beside the dealer's own count."""
        return last_audit(self.panel)

    @cached_property
    def audits(self) -> Shift | None:
        """Audited less claimed stock, in ordinary counting errors and in usual months."""
        if self.last_audit is None:
            return None
        gap = audit_gap(self.last_audit)
        departure = audit_departure(gap, self.left_over_share, audit_doubt(self.last_audit))
        return _unless(self.closed, Shift(departure, np.repeat(gap[None], len(departure), axis=0)))

    @cached_property
    def received(self) -> Array:
        """Units that came in, returns and moves out deducted, (dealers, months)."""
        return net_received(self.panel)

    @cached_property
    def sell_in(self) -> Shift:
        """Sell-in against the dealer's own past."""
        return _unless(self.closed, flow_shift(self.received, np.ones(self.panel.shape)))

    @cached_property
    def sell_out(self) -> Shift | None:
        """Reported sell-out against the dealer's own past."""
        reported = self.panel.sell_out_quantity
        if reported is None:
            return None
        with np.errstate(divide="ignore", invalid="ignore"):
            figure = np.where(reported > 0, np.log(reported), np.nan)
        shift = departed(beside_channel(figure), _VOLUMES, drift=0.1, lasting=True)
        return _unless(self.closed, shift)

    @cached_property
    def neighbours(self) -> Neighbours | None:
        """What the regions around each region bought less than before."""
        return neighbours(self.panel)

    @cached_property
    def in_against_reports(self) -> Shift | None:
        """Sell-in against reported sell-out."""
        if self.panel.sell_out_quantity is None:
            return None
        left = with_gaps_filled(self.panel.sell_out_quantity)
        return _unless(self.closed, flow_shift(self.received, left))

    @cached_property
    def in_against_scans(self) -> Shift | None:
        """Sell-in against scans."""
        scans = self.panel.scans
        if scans is None:
            return None
        bought = np.nan_to_num(self.panel.sell_in_quantity)
        share = np.cumsum(scans.sum(axis=0)) / np.maximum(np.cumsum(bought.sum(axis=0)), 1.0)
        left = scans / np.maximum(share, 1e-9)
        return _unless(self.closed, flow_shift(bought, left, scans))

    @cached_property
    def reports(self) -> Reports | None:
        """Reported sell-out, and what windows of it are held against."""
        reported = self.panel.sell_out_quantity
        return None if reported is None else Reports.of(reported)

    @cached_property
    def counterparty(self) -> Counterparty | None:
        """Whose books mirror goods that the dealer calls sold."""
        if self.books is None:
            return None
        found = counterparty(self.panel, self.reports, self.books.departure, self.places)
        if found is None:
            return None
        far = None if found.far is None else found.far.unless(self.places_in_question)
        return replace(found, near=found.near.unless(self.closed), far=far)

    @cached_property
    def trade_spend(self) -> Shift | None:
        """Trade spend over sell-in."""
        spend = trade_spend(self.panel)
        return None if spend is None else _unless(self.closed, spend)

    @cached_property
    def months_owed(self) -> Shift | None:
        """Months of sell-in that stand unpaid; not known of who hardly buys."""
        return _departed(months_owed(self.panel), _HONEST_LEVELS, 0.1)

    @cached_property
    def months_overdue(self) -> Shift | None:
        """Months of sell-in that are overdue."""
        return _departed(months_overdue(self.panel), _OVERDUE_LEVELS, 0.1)

    @cached_property
    def weight_in_region(self) -> Array:
        """Log of the share of the region's sell-in beside the channel's, (dealers, months)."""
        with np.errstate(divide="ignore"):
            share = np.log(weight_in_region(self.panel))
        return np.where(self.closed, np.nan, beside_channel(share))

    def _rate(self, rate: tuple[Array, Array]) -> Shift:
        figure, sampling = rate
        return _unless(self.closed, departed(figure, _HONEST_RATES, sampling, lasting=True))

    def _goods(
        self, figure: Array | None, between: float, drift: float, noise: float = 1.0
    ) -> Shift | None:
        shift = _departed(figure, between, drift, noise)
        return None if shift is None else _unless(self.closed, shift)


def _departed(
    figure: Array | None, between: float, drift: float, noise: float = 1.0
) -> Shift | None:
    return None if figure is None else departed(figure, between, drift=drift, noise=noise)


def _unless(flags: Flags, shift: Shift) -> Shift:
    """Return the shift with no departure where a flag stands."""
    return replace(shift, departure=np.where(flags, np.nan, shift.departure))
