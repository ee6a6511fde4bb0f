"""The one check that would settle an alert at the least cost: what, and at whom or where.

Goods that were not sold lie somewhere, and a count finds them: at the dealer, or at the partner
whose books mirror its own. Goods that were sold elsewhere are met where they surfaced. Terms
that crept up stand in the account.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.verdicts import Findings


@dataclass(frozen=True)
class Check:
    """What to do, as a key of the catalogue `alerts.check`, and at whom or where."""

    key: str
    partner: int = -1
    """Row of the dealer to go to where it is another one; -1 for none."""
    place: int = -1
    """Index of the region to go to; -1 for none."""


def cheapest_check(findings: Findings, dealer: int, month: int) -> Check:
    """Return the cheapest check of an alert."""
    cause = str(findings.verdicts.cause[dealer, month])
    if cause == "power":
        return Check("account")
    if cause == "diversion":
        place = _destination(findings, dealer, month)
        return Check("mystery_scan", place=place) if place >= 0 else Check("mystery_scan_away")
    partner = _partner(findings, dealer, month) if cause == "stock_transfer" else -1
    return Check("audit_partner", partner=partner) if partner >= 0 else Check("audit")


def _destination(findings: Findings, dealer: int, month: int) -> int:
    """Return the region in which the dealer's goods surfaced most; -1 for none."""
    found = findings.channel.balance.destinations
    return -1 if found is None else _of_the_largest(found.departure, found.place, dealer, month)


def _partner(findings: Findings, dealer: int, month: int) -> int:
    """Return the dealer whose books mirror this one's most; -1 for none."""
    found = findings.channel.balance.counterparty
    if found is None:
        return -1
    return _of_the_largest(np.maximum(found.near, found.far), found.partner, dealer, month)


def _of_the_largest(departure: np.ndarray, named: np.ndarray, dealer: int, month: int) -> int:
    """Return who or what is named in the window with the largest departure; -1 for none."""
    by_window = np.nan_to_num(departure[:, dealer, month], nan=0.0)
    best = int(by_window.argmax())
    return int(named[best, dealer, month]) if by_window[best] > 0 else -1
