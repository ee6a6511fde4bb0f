"""A made channel without noise: what is sold, bought, scanned and lies there is known to the unit.

Every dealer sells its own number a month times a season, buys what it sells, and keeps a month's
goods in stock. One unit in twenty is scanned, three fifths of them in the month of the sale.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel
from tests.panels import panel

Array = NDArray[np.float64]

RATE = 0.05
DELAYS = (0.6, 0.25, 0.1, 0.05)


@dataclass(frozen=True)
class Made:
    """Real flows, and what is told of them; (dealers, months) each, units."""

    sold: Array
    bought: Array
    reported: Array
    claimed: Array
    scans: Array | None
    seen: Array = field(default_factory=lambda: np.zeros(0))
    """Audited stock of the whole range; NaN where nobody came, empty for no audits at all."""

    def panel(self) -> Panel:
        """Return what an assessment knows of it."""
        arrays: dict[str, object] = {
            "sell_in_quantity": self.bought,
            "sell_out_quantity": self.reported,
            "stock_quantity": self.claimed,
            "claimed_quantity": self.claimed,
        }
        if self.scans is not None:
            arrays |= {"scans": self.scans, "sell_out_in_scans": RATE * self.reported}
        if self.seen.size:
            there = np.where(np.isnan(self.seen), np.nan, self.claimed)
            arrays |= {"audited_where_claimed": self.seen, "claimed_where_audited": there}
        names = [f"D{number:03d}" for number in range(self.sold.shape[0])]
        return panel(dict(zip(names, 10 * self.bought, strict=True)), **arrays)

    def lying(self, dealer: int, since: int, by: float) -> Made:
        """Return it with one dealer that buys more, and reports all of it as sold."""
        more = np.zeros_like(self.sold)
        more[dealer, since:] = np.rint(by * self.sold[dealer, since:])
        return replace(self, bought=self.bought + more, reported=self.reported + more)

    def audited(self, dealer: int, month: int) -> Made:
        """Return it with one audit, which sees all that really lies there."""
        seen = self.seen if self.seen.size else np.full(self.sold.shape, np.nan)
        pile = np.cumsum(self.bought - self.sold, axis=1) - np.cumsum(
            self.bought - self.reported, axis=1
        )
        seen = seen.copy()
        seen[dealer, month] = (self.claimed + pile)[dealer, month]
        return replace(self, seen=seen)


def honest(dealers: int = 24, months: int = 30, *, scanned: bool = True) -> Made:
    """Return a channel in which everybody tells the truth and nothing is drawn by chance."""
    size = 2000.0 + 300 * np.arange(dealers)
    season = 1 + 0.2 * np.sin(2 * np.pi * np.arange(months) / 12)
    sold = np.rint(size[:, None] * season)
    return Made(sold, sold, sold, np.repeat(size[:, None], months, axis=1),
                scans_of(sold) if scanned else None)  # fmt: skip


def scans_of(sold: Array) -> Array:
    """Return the scans that sales bring; before the first month it was as in it."""
    out = np.zeros_like(sold)
    for back, share in enumerate(DELAYS):
        before = np.pad(sold, ((0, 0), (back, 0)), mode="edge")[:, : sold.shape[1]]
        out += RATE * share * before
    return np.rint(out)
