"""What else a flagged month may be: promotion, season, launch, catching up, newcomer.

Each rival is asked of the facts and answered excluded, not excluded, or cannot be judged.
The signals have already set much of this aside in their baselines; here it is said to the
reader, case by case, with figures. Nothing dated after the month is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from steelyard.report.ordinary import Ordinary
from steelyard.verdicts.findings import Findings

Array = NDArray[np.float64]

ENOUGH = 0.5
"""A rival that explains half of what is in question, or more, is not excluded."""
NEWCOMER_MONTHS = 12
"""Short of a full year a dealer has no season of its own to be compared with."""


@dataclass(frozen=True)
class Rival:
    """One rival explanation: its key, how it stands, and its figures."""

    key: str
    standing: str
    """excluded, open, or unknown."""
    shares: Mapping[str, float] = field(default_factory=dict)
    changes: Mapping[str, float] = field(default_factory=dict)
    amounts: Mapping[str, float] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    none_at_all: bool = False
    """Whether there was nothing of the kind in the month."""

    @property
    def reason(self) -> str:
        """Key of the sentence, `rival_reason.*` in the catalogue."""
        return f"{self.key}_{'none' if self.none_at_all else self.standing}"


@dataclass(frozen=True)
class Rivals:
    """Weighs the rivals of one dealer's month after another."""

    findings: Findings
    ordinary: Ordinary

    def weigh(self, dealer: int, month: int) -> list[Rival]:
        """Return the rivals, those not excluded first."""
        found = [
            self._promotion(dealer, month),
            self._season(dealer, month),
            self._launch(dealer, month),
            self._months_before(dealer, month),
            self._newcomer(dealer, month),
        ]
        return sorted(found, key=lambda r: ("open", "unknown", "excluded").index(r.standing))

    def gap(self, dealer: int, month: int) -> float:
        """Return sell-in less the ordinary month; NaN where there is no ordinary month."""
        actual = self.findings.channel.panel.sell_in_amount[dealer, month]
        return float(actual - self.ordinary.amount[dealer, month])

    def _promotion(self, dealer: int, month: int) -> Rival:
        return self._covered(
            "promotion", self.findings.channel.panel.promoted_amount, dealer, month
        )

    def _launch(self, dealer: int, month: int) -> Rival:
        covered = self.findings.channel.panel.launched_amount
        return self._covered("launch", covered, dealer, month)

    def _covered(self, key: str, covered: Array | None, dealer: int, month: int) -> Rival:
        """Weigh a rival that covers some of the amount against the part in question."""
        if covered is None:
            return Rival(key, "unknown")
        part = float(np.nan_to_num(covered[dealer, month]))
        amount = float(self.findings.channel.panel.sell_in_amount[dealer, month])
        if part <= 0:
            return Rival(key, "excluded", none_at_all=True)
        standing = "open" if part >= ENOUGH * self._size(dealer, month) else "excluded"
        share = min(max(part / amount, 0.0), 1.0) if amount > 0 else 0.0
        return Rival(key, standing, shares={"share": share})

    def _size(self, dealer: int, month: int) -> float:
        """Return what has to be explained: the amount in question, else the gap."""
        amount = float(np.nan_to_num(self.findings.verdicts.amount_in_question[dealer, month]))
        return amount if amount > 0 else abs(float(np.nan_to_num(self.gap(dealer, month))))

    def _season(self, dealer: int, month: int) -> Rival:
        """Weigh the other dealers of its level in the same month, against their ordinary one."""
        panel, expected = self.findings.channel.panel, self.ordinary.amount[:, month]
        actual = panel.sell_in_amount[:, month]
        peers = (panel.dealers.level == panel.dealers.level[dealer]) & (expected > 0)
        peers[dealer] = False
        usual = float(expected[peers].sum())
        if usual <= 0 or not expected[dealer] > 0:
            return Rival("season", "unknown")
        others = float(actual[peers].sum()) / usual - 1
        own = float(actual[dealer] / expected[dealer]) - 1
        together = others * own > 0 and abs(others) >= ENOUGH * abs(own)
        changes = {"others": others, "own": own}
        return Rival("season", "open" if together else "excluded", changes=changes)

    def _months_before(self, dealer: int, month: int) -> Rival:
        """Two low months before a rise are catching up; two high ones before a fall, stock."""
        start = max(0, month - 2)
        before = slice(start, month)
        panel = self.findings.channel.panel
        gaps = panel.sell_in_amount[dealer, before] - self.ordinary.amount[dealer, before]
        fell = self.gap(dealer, month) < 0
        moved = float(np.nansum(gaps)) * (1 if fell else -1)
        key = "stocked_up" if fell else "catch_up"
        size = self._size(dealer, month)
        standing = "open" if moved > 0 and moved >= ENOUGH * size else "excluded"
        return Rival(key, standing, amounts={"amount": max(moved, 0.0)})

    def _newcomer(self, dealer: int, month: int) -> Rival:
        months = month - int(self.findings.channel.panel.first_month[dealer]) + 1
        standing = "open" if months <= NEWCOMER_MONTHS else "excluded"
        return Rival("newcomer", standing, counts={"months": months})
