"""The one check that would settle an alert at the least cost: what, and at whom or where.

Goods that were not sold lie somewhere, and a count finds them: at the dealer, or at the partner
whose books mirror its own. Where they may be another dealer's, their codes are read at the same
visit. Where a count that was just made contradicts the dealer's own, the two are compared.
Goods that were sold elsewhere are met where they surfaced. Terms that crept up stand in
the account.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.verdicts import Findings

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

_OF_COUNTS = ("audit_surplus", "audit_shortage")


@dataclass(frozen=True)
class Check:
    """What to do, as a key of the catalogue `alerts.check`, and at whom or where."""

    key: str
    partner: int = -1
    """Row of the dealer to go to where it is another one; -1 for none."""
    place: int = -1
    """Index of the region to go to; -1 for none."""


def cheapest_check(
    findings: Findings, dealer: int, month: int, *, others_goods: bool = False
) -> Check:
    """Return the cheapest check of an alert; `others_goods` where it may hold another's."""
    cause, at = str(findings.verdicts.cause[dealer, month]), (dealer, month)
    if cause == "power":
        return Check("statement")
    if cause == "diversion":
        place = _destination(findings, at)
        return Check("mystery_scan", place=place) if place >= 0 else Check("mystery_scan_away")
    partner = _partner(findings, at) if cause == "stock_transfer" else -1
    if partner >= 0:
        return Check("partner_count", partner=partner)
    if others_goods:
        return Check("audit_codes")
    return Check("audit_compared" if _counted(findings, at) else "audit")


def _counted(findings: Findings, at: tuple[int, int]) -> bool:
    """Return whether a count that still stands contradicts the dealer's: another says no more."""
    raised = findings.verdicts.raised
    return any(name in raised and bool(raised[name][at]) for name in _OF_COUNTS)


def _destination(findings: Findings, at: tuple[int, int]) -> int:
    """Return the region in which the dealer's goods surfaced most; -1 for none."""
    found = findings.channel.balance.destinations
    return -1 if found is None else _of_the_largest(found.departure, found.place, at)[1]


def _partner(findings: Findings, at: tuple[int, int]) -> int:
    """Return the dealer whose books mirror this one's most; -1 for none."""
    found = findings.channel.balance.counterparty
    mirrors = () if found is None else (found.near, found.far)
    named = [_of_the_largest(m.departure, m.partner, at) for m in mirrors if m is not None]
    return max(named, default=(0.0, -1))[1]


def _of_the_largest(departure: Array, named: Indices, at: tuple[int, int]) -> tuple[float, int]:
    """Return the window's largest departure and who or what is named there; (0, -1) for none."""
    by_window = np.nan_to_num(departure[:, *at], nan=0.0)
    best = int(by_window.argmax())
    largest = float(by_window[best])
    return (largest, int(named[best, *at])) if largest > 0 else (0.0, -1)
