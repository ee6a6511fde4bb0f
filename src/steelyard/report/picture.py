"""The figures of a flagged dealer's picture, as the browser draws them.

The steelyard shows claimed against verified. With sell-in alone only one pan is filled, so
the picture weighs actual against expected: amount, order count, share, and the order days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from steelyard.report.flagged import Flagged
from steelyard.results.claim import claim
from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.festivals import festivals
from steelyard.verdicts.findings import LISTED, Findings

MONTHS_DRAWN = 36
PROMOTED = 0.05
"""A month is marked as promoted from this share of its amount on."""


@dataclass(frozen=True)
class Picture:
    """Draws one flagged dealer after another out of the same findings."""

    findings: Findings
    expected: ExpectedMonth

    def draw(self, case: Flagged) -> dict[str, Any]:
        """Return series over the last months up to the case's own; None is a gap."""
        panel = self.findings.channel.panel
        first = int(panel.first_month[case.dealer])
        start = max(0, min(first, case.month), case.month + 1 - MONTHS_DRAWN)
        at = (case.dealer, slice(start, case.month + 1))
        return {
            "months": [str(m) for m in panel.months[at[1]]],
            "amount": _rounded(panel.sell_in_amount[at], 2),
            "expected": _rounded(self.expected.amount[at], 2),
            "orders": _rounded(panel.standing_order_count[at], 0),
            "ordersExpected": _rounded(self.expected.orders[at], 1),
            "share": _rounded(panel.channel_share[at], 6),
            "shareExpected": _rounded(self.expected.share[at], 6),
            "days": [[k for k in range(1, 32) if bits >> k & 1] for bits in self._bits(at)],
            "flagged": (flagged := self._flagged(case, start)),
            "claims": [self._claim(case, start, month) for month in flagged],
            "promoted": self._promoted(at),
            "festivals": self._festivals(start, case.month),
        }

    def _bits(self, at: tuple[int, slice]) -> list[int]:
        return [int(bits) for bits in self.findings.channel.panel.order_day_bits[at]]

    def _flagged(self, case: Flagged, start: int) -> list[int]:
        """Months of the present matter in which the dealer was listed."""
        first = max(start, case.since if case.since >= 0 else case.month)
        listed = np.isin(self.findings.verdicts.verdict[case.dealer], LISTED)
        return [m - start for m in range(first, case.month + 1) if listed[m]]

    def _claim(self, case: Flagged, start: int, month: int) -> dict[str, Any]:
        """Return what is in question in a listed month, and the first month it looked at."""
        found = claim(self.expected, case.dealer, start + month)
        return {
            "month": month,
            "first": max(0, month + 1 - found.months),
            "amount": round(found.amount, 2),
            "lies": found.lies,
            "aMonth": round(found.a_month, 2) if found.by_months else None,
        }

    def _promoted(self, at: tuple[int, slice]) -> list[int]:
        panel = self.findings.channel.panel
        if panel.promoted_amount is None:
            return []
        part, whole = panel.promoted_amount[at], panel.sell_in_amount[at]
        return [int(m) for m in np.flatnonzero((part > 0) & (part >= PROMOTED * whole))]

    def _festivals(self, start: int, end: int) -> list[dict[str, Any]]:
        panel = self.findings.channel.panel
        months = [str(m) for m in panel.months[start : end + 1]]
        years = tuple(sorted({int(m[:4]) for m in months}))
        country = self.findings.channel.settings.festivals
        return [
            {"month": months.index(f"{day:%Y-%m}"), "key": key, "day": f"{day}"}
            for key, days in festivals(years, country).items()
            for day in days.values()
            if f"{day:%Y-%m}" in months
        ]


def _rounded(values: NDArray[np.float64], places: int) -> list[float | int | None]:
    return [
        None if not np.isfinite(v) else (round(float(v), places) if places else round(float(v)))
        for v in values
    ]
