"""The balance of a channel: each weighing a file of its own, remembered once it is made.

A weighing is None where its tables were not brought. Departures are (windows, dealers, months)
in the dealer's own scale, in the windows of `statistics.level_shift.LAGS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.audits import audit_departure, audit_gap
from steelyard.balance.away import away_shift
from steelyard.balance.beside import beside_channel
from steelyard.balance.books import left_over_share, net_received
from steelyard.balance.counterparty import Counterparty, counterparty
from steelyard.balance.cover import cover, least_cover
from steelyard.balance.departures import departed
from steelyard.balance.destinations import Destinations, destinations
from steelyard.balance.flows import flow_shift
from steelyard.balance.money import months_overdue, months_owed, trade_spend, weight_in_region
from steelyard.balance.scanning import Scanning, scanning
from steelyard.balance.windows import with_gaps_filled
from steelyard.facts.panel import Panel
from steelyard.statistics.level_shift import Shift

Array = NDArray[np.float64]

_HONEST_RATES = 0.12
"""Variance of the log of honest dealers' scan rates: a coefficient of variation of a third."""
_HONEST_LEVELS = 0.15
_OVERDUE_LEVELS = 0.3
_BOOKS_LEVEL = 4e-4
"""Honest books leave next to nothing over, whoever keeps them."""


@dataclass(frozen=True)
class Balance:
    """The weighings of a panel."""

    panel: Panel

    @cached_property
    def scanning(self) -> Scanning | None:
        """Scans and what reported sales foretell of them."""
        return scanning(self.panel)

    @cached_property
    def scan_rate(self) -> Shift | None:
        """Scans for each unit reported sold."""
        return None if self.scanning is None else departed(*_between(self.scanning.rate))

    @cached_property
    def home_scan_rate(self) -> Shift | None:
        """The same within the territory."""
        return None if self.scanning is None else departed(*_between(self.scanning.home_rate))

    @cached_property
    def away(self) -> Shift | None:
        """Share of scans outside the territory."""
        return None if self.scanning is None else away_shift(self.scanning)

    @cached_property
    def destinations(self) -> Destinations | None:
        """Whether the away scans gather in a few places."""
        return None if self.away is None else destinations(self.panel, self.away.departure)

    @cached_property
    def cover(self) -> Shift | None:
        """Months of stock."""
        return _departed(cover(self.panel), _HONEST_LEVELS, drift=0.1)

    @cached_property
    def least_cover(self) -> Shift | None:
        """Months of stock at their least within three months."""
        return _departed(least_cover(self.panel), _HONEST_LEVELS, drift=0.15, noise=2.0)

    @cached_property
    def books(self) -> Shift | None:
        """What stock, sell-in and reported sell-out leave over."""
        figure = left_over_share(self.panel)
        return _departed(figure, _BOOKS_LEVEL, drift=0.0, noise=0.6)

    @cached_property
    def audit_gap(self) -> Array | None:
        """Audited less claimed stock, as a share of the usual month; (dealers, months)."""
        return audit_gap(self.panel)

    @cached_property
    def audits(self) -> Array | None:
        """The same in ordinary counting errors."""
        if self.audit_gap is None:
            return None
        return audit_departure(self.audit_gap, left_over_share(self.panel))

    @cached_property
    def received(self) -> Array:
        """Units that came in, returns and moves out deducted, (dealers, months)."""
        return net_received(self.panel)

    @cached_property
    def sell_in(self) -> Shift:
        """Sell-in against the dealer's own past."""
        return flow_shift(self.received, np.ones(self.panel.shape))

    @cached_property
    def in_against_reports(self) -> Shift | None:
        """Sell-in against reported sell-out."""
        if self.panel.sell_out_quantity is None:
            return None
        return flow_shift(self.received, with_gaps_filled(self.panel.sell_out_quantity))

    @cached_property
    def in_against_scans(self) -> Shift | None:
        """Sell-in against scans."""
        scans = self.panel.scans
        if scans is None:
            return None
        bought = np.nan_to_num(self.panel.sell_in_quantity)
        share = np.cumsum(scans.sum(axis=0)) / np.maximum(np.cumsum(bought.sum(axis=0)), 1.0)
        return flow_shift(bought, scans / np.maximum(share, 1e-9), scans)

    @cached_property
    def counterparty(self) -> Counterparty | None:
        """Whose books mirror goods that the dealer calls sold."""
        return None if self.books is None else counterparty(self.panel, self.books.departure)

    @cached_property
    def trade_spend(self) -> Shift | None:
        """Trade spend over sell-in."""
        return trade_spend(self.panel)

    @cached_property
    def months_owed(self) -> Shift | None:
        """Months of sell-in that stand unpaid."""
        return _departed(months_owed(self.panel), _HONEST_LEVELS, drift=0.1)

    @cached_property
    def months_overdue(self) -> Shift | None:
        """Months of sell-in that are overdue."""
        return _departed(months_overdue(self.panel), _OVERDUE_LEVELS, drift=0.1)

    @cached_property
    def weight_in_region(self) -> Array:
        """Log of the share of the region's sell-in beside the channel's, (dealers, months)."""
        with np.errstate(divide="ignore"):
            return beside_channel(np.log(weight_in_region(self.panel)))


def _between(rate: tuple[Array, Array]) -> tuple[Array, float, Array]:
    return rate[0], _HONEST_RATES, rate[1]


def _departed(
    figure: Array | None, between: float, drift: float, noise: float = 1.0
) -> Shift | None:
    return None if figure is None else departed(figure, between, drift=drift, noise=noise)
