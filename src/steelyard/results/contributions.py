"""What each signal added to the score of an alert, and which are told first.

The parts come out of the joined score itself (`verdicts.conviction`): they add up to what the
score lies above that of a month in which nothing stands out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from steelyard.results.settling import raised_at
from steelyard.verdicts import Findings


@dataclass(frozen=True)
class Part:
    """One signal's part in an alert."""

    signal: str
    share: float
    """Of all that was added to the score; 0 for a signal that has no part in it."""


@dataclass(frozen=True)
class Contributions:
    """The parts of one alert after another; all are worked out at once."""

    findings: Findings

    def parts(self, dealer: int, month: int) -> list[Part]:
        """Return the raised signals, what added most first; then those without a part."""
        added = self._added.get((dealer, month), {})
        whole = sum(max(part, 0.0) for part in added.values())
        raised = raised_at(self.findings, dealer, month)
        shares = {name: max(added.get(name, 0.0), 0.0) / whole if whole else 0.0 for name in raised}
        return [Part(name, shares[name]) for name in sorted(raised, key=lambda n: -shares[n])]

    @cached_property
    def _added(self) -> dict[tuple[int, int], dict[str, float]]:
        """By dealer and month of an alert: by signal, what it added to the named cause's score."""
        out = {}
        for cause, one in self.findings.verdicts.convictions.items():
            dealer, month = np.nonzero(self.findings.verdicts.cause == cause)
            added = one.added(dealer, month)
            for at, row in zip(zip(dealer, month, strict=True), added.tolist(), strict=True):
                names = dict(zip(one.model.signals, row, strict=True))
                out[int(at[0]), int(at[1])] = names
        return out
