"""Scans against reported sell-out: how many scans the reported sales should have brought.

Only a few units in a hundred are scanned, some products and places more than others, and
a scan comes up to three months after the sale. The delays are learned from the channel's own
totals up to the month (non-negative least squares), so that the newest months do not look
fake. What is left differs between honest dealers by a fifth to a third whatever their size:
a dealer is therefore held against its own past, and against its peers only as a start.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from steelyard.balance.beside import beside_channel
from steelyard.balance.windows import over, with_gaps_filled
from steelyard.facts.panel import Panel

Array = NDArray[np.float64]

USUAL_DELAYS = np.array([0.6, 0.25, 0.1, 0.05])
"""Share of scans in the month of the sale and in those after it, before the channel tells."""
_TOLD_BY = 6.0
"""Months of a channel's totals that the usual delays count for."""
_TAKEN_MONTHS = 4
"""Months within which goods taken over are sold."""
_HALF = 0.5
_YEAR = 12


@dataclass(frozen=True)
class Scanning:
    """Scans and what reported sales foretell of them, (dealers, months)."""

    home: Array
    """Scans within the dealer's territory; all of unknown place count as home."""
    away: Array
    expected: Array
    """Scans that the reported sales foretell at the channel's rate; NaN without a report."""

    @property
    def all(self) -> Array:
        """Scans of the dealer's units anywhere."""
        return self.home + self.away

    @cached_property
    def rate(self) -> tuple[Array, Array]:
        """Log of scans over foretold scans beside the channel's, and its sampling variance."""
        return self._against(self.all)

    @cached_property
    def home_rate(self) -> tuple[Array, Array]:
        """The same of the scans within the territory."""
        return self._against(self.home)

    def _against(self, scans: Array) -> tuple[Array, Array]:
        with np.errstate(invalid="ignore", divide="ignore"):
            ratio = np.log((scans + _HALF) / (self.expected + _HALF))
        figure = beside_channel(np.where(self.expected > 0, ratio, np.nan))
        return figure, 1.0 / (np.fmax(scans, np.nan_to_num(self.expected)) + 1.0)


def scanning(panel: Panel) -> Scanning | None:
    """Return the scans beside what sell-out reports foretell; None without either table."""
    if panel.scans is None or panel.sell_out_quantity is None:
        return None
    away = np.zeros(panel.shape) if panel.scans_away is None else panel.scans_away
    home = panel.scans - away
    reported = panel.sell_out_quantity
    sold = reported if panel.sell_out_in_scans is None else panel.sell_out_in_scans
    sold = np.where(np.isnan(reported), np.nan, sold * of_own_codes(panel))
    expected = expected_scans(panel.scans, sold)
    return Scanning(home, away, expected)


def of_own_codes(panel: Panel) -> Array:
    """Return the share of a dealer's goods that carry codes shipped to itself.

    Goods taken over from another dealer carry the other's codes: their scans count there.
    """
    if panel.moved_in_quantity is None:
        return np.ones(panel.shape)
    taken = over(np.nan_to_num(panel.moved_in_quantity), _TAKEN_MONTHS)
    bought = over(np.maximum(np.nan_to_num(panel.sell_in_quantity), 0.0), _TAKEN_MONTHS)
    whole = taken + bought
    return np.asarray(np.where(whole > 0, bought / np.maximum(whole, 1e-9), 1.0))


def units_for_each_scan(bought: Array, scans: Array) -> Array:
    """Return units bought for each scan over a year, (dealers, months); NaN without scans."""
    came, seen = np.maximum(over(bought, _YEAR), 0.0), over(scans, _YEAR)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(seen > 0, came / seen, np.nan)


def expected_scans(scans: Array, sold: Array) -> Array:
    """Return scans foretold by sales of the month and the three before, at the channel's rate.

    A month without a report borrows the dealer's recent mean for the months after it.
    """
    filled = with_gaps_filled(sold)
    delays = delays_by_month(np.nansum(scans, axis=0), filled.sum(axis=0))
    rate = np.cumsum(np.nansum(scans, axis=0)) / np.maximum(np.cumsum(filled.sum(axis=0)), 1e-9)
    lagged = np.stack(
        [np.pad(filled, ((0, 0), (back, 0)))[:, : sold.shape[1]] for back in range(4)]
    )
    # Sales before the first month are not known, and are taken to be those of the first.
    for back in range(1, 4):
        lagged[back, :, :back] = filled[:, :1]
    foretold = np.einsum("bdm,mb->dm", lagged, delays) * rate
    return np.where(np.isnan(sold), np.nan, foretold)


def delays_by_month(scans: Array, sold: Array) -> Array:
    """Return (months, 4): the channel's delays as its totals up to each month tell them."""
    months = scans.size
    lagged = np.stack([np.pad(sold, (back, 0))[:months] for back in range(4)], axis=1)
    out = np.tile(USUAL_DELAYS, (months, 1))
    for month in range(6, months):
        seen = slice(3, month + 1)
        rate = scans[seen].sum() / max(sold[seen].sum(), 1e-9)
        if rate <= 0:
            continue
        scale = np.sqrt(max(sold[seen].mean(), 1e-9))
        prior = np.sqrt(_TOLD_BY) * scale * np.eye(4)
        left = np.concatenate([lagged[seen] / scale, prior])
        right = np.concatenate([scans[seen] / rate / scale, prior @ USUAL_DELAYS])
        found, _ = nnls(left, right)
        out[month] = found / found.sum() if found.sum() > 0 else USUAL_DELAYS
    return out
