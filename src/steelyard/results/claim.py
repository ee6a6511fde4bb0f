"""Where an amount in question comes from, and against what it was measured.

The verdict takes the largest amount of the raised signals. Each signal counts its own: one
month against the expected, a quarter's last month, goods that did not come. Table and page
learn here whose amount they show and over which months, so that they mark what they talk
about.

A ramp's amount may stand beside a month that lies below its own single-month baseline,
because that baseline has climbed along. Such an amount was measured against what the months
together were expected to hold; `a_month` is that, and the single month is then not quoted as
if it had been the measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.settling import raised_at
from steelyard.signals import SIGNALS, Reader
from steelyard.verdicts.findings import Findings

NEARLY = 0.1
"""An amount that the single month shows but for this share of it needs no other measure."""

LIES = {
    "paid_back": "before",
    "missing": "missing",
    "unsupported": "beside",
    "stocked": "beside",
    "conceded": "beside",
}
"""Money that is no part of the month's sell-in: where else it lies."""


@dataclass(frozen=True)
class Claim:
    """An amount in question, as the picture marks it and the sentences explain it."""

    signal: str
    """Name of the signal; "" where no raised signal names this amount."""
    amount: float
    months: int
    """How many months, up to the one judged, were looked at together."""
    kind: str
    """Which money it is, as the signal declares it."""
    a_month: float = float("nan")
    """What was expected of the months together, per month; NaN unless the amount was measured
    against it and does not show against the single month."""

    @property
    def lies(self) -> str:
        """Where the picture of sell-in shows it: `in the month`, `before`, `missing`, `beside`."""
        return LIES.get(self.kind, "in the month")

    @property
    def by_months(self) -> bool:
        """Whether the months together, not the single month, were the measure."""
        return bool(np.isfinite(self.a_month))

    @property
    def weighed(self) -> int:
        """Over how many months what else it may be has to be weighed."""
        return self.months if self.by_months else 1


def claim(
    expected: ExpectedMonth, dealer: int, month: int, readers: Mapping[str, Reader] = SIGNALS
) -> Claim:
    """Return where the verdict's amount in question comes from."""
    at, findings = (dealer, month), expected.findings
    whole = float(np.nan_to_num(findings.verdicts.amount_in_question[at]))
    for name in _of_the_kind(findings, at, readers):
        amount = float(np.nan_to_num(findings.readings[name].amount_in_question[at]))
        if np.isclose(amount, whole):
            kind, months = readers[name].signal.amount_kind, _months(findings, name, at, readers)
            together = _together(findings, name, at, readers) / months
            shows = findings.channel.panel.sell_in_amount[at] - expected.amount[at]
            seen = bool(shows >= whole * (1 - NEARLY))
            return Claim(name, whole, months, kind, float("nan") if seen else together)
    return Claim("", whole, 1, "surplus")


def _of_the_kind(
    findings: Findings, at: tuple[int, int], readers: Mapping[str, Reader]
) -> list[str]:
    """Return the raised signals, those first that name the verdict's kind of money.

    Two signals may name the same amount as different money; the verdict has chosen.
    """
    kind = findings.verdicts.amount_kind[at]
    raised = [name for name in raised_at(findings, *at) if name in readers]
    return sorted(raised, key=lambda name: readers[name].signal.amount_kind != kind)


def _months(
    findings: Findings, name: str, at: tuple[int, int], readers: Mapping[str, Reader]
) -> int:
    """Return the months looked at together, no more than there are."""
    declared = readers[name].signal.months
    if isinstance(declared, str):
        declared = int(findings.readings[name].figures[declared][at])
    return min(declared, at[1] + 1)


def _together(
    findings: Findings, name: str, at: tuple[int, int], readers: Mapping[str, Reader]
) -> float:
    """Return the money expected of the months together; NaN where that is not the measure.

    A signal that looks at several months and puts a part of the last one in question names
    under `expected` what it expected of them all, in money or as a share of something else.
    """
    signal, reading = readers[name].signal, findings.readings[name]
    figure, values = signal.figures.get("expected"), reading.figures
    if reading.departure is not None:
        return float("nan")
    in_money = figure is not None and figure.unit == "money" and "expected" in values
    if not in_money or signal.months == 1 or signal.amount_kind != "surplus":
        return float("nan")
    return float(values["expected"][at])
