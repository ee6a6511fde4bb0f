"""Where an amount in question comes from: the raised signal that names the largest amount.

The verdict takes the largest amount of the raised signals. Each signal counts its own: one
month against the expected, a quarter's last month, goods that did not come. Here the page
learns whose amount it shows and over which months, so that it marks what it talks about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from steelyard.results.settling import raised_at
from steelyard.signals import SIGNALS, Reader
from steelyard.verdicts.findings import Findings


@dataclass(frozen=True)
class Claim:
    """An amount in question, as the picture marks it and the page explains it."""

    signal: str
    """Name of the signal; "" where no raised signal names this amount."""
    amount: float
    months: int
    """How many months, up to the one judged, were looked at together."""
    lies: str
    """`in the month`, `before` or `missing`, as the signal declares it."""


def claim(
    findings: Findings, dealer: int, month: int, readers: Mapping[str, Reader] = SIGNALS
) -> Claim:
    """Return where the verdict's amount in question comes from."""
    at = (dealer, month)
    whole = float(np.nan_to_num(findings.verdicts.amount_in_question[at]))
    for name in raised_at(findings, dealer, month):
        amount = float(np.nan_to_num(findings.readings[name].amount_in_question[at]))
        if name in readers and np.isclose(amount, whole):
            signal = readers[name].signal
            return Claim(name, whole, _months(findings, name, at, readers), signal.amount_lies)
    return Claim("", whole, 1, "in the month")


def _months(
    findings: Findings, name: str, at: tuple[int, int], readers: Mapping[str, Reader]
) -> int:
    """Return the months looked at together, no more than there are."""
    declared = readers[name].signal.months
    if isinstance(declared, str):
        declared = int(findings.readings[name].figures[declared][at])
    return min(declared, at[1] + 1)
