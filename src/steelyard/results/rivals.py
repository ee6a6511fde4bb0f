"""What else a flagged month may be: promotion, season, launch, catching up, newcomer.

Each rival is asked of the facts and answered excluded, not excluded, or cannot be judged.
The signals have already set much of this aside in their baselines; here it is said to the
reader, case by case, with figures. Table and page both ask here, so that they never differ.
Nothing dated after the month is used. The words are in `rival_words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel
from steelyard.results.claim import Claim, claim
from steelyard.results.expected_month import ExpectedMonth

Array = NDArray[np.float64]

ENOUGH = 0.5
"""A rival that explains half of what is in question, or more, is not excluded."""
NEWCOMER_MONTHS = 12
"""Short of a full year a dealer has no season of its own to be compared with."""
NOTHING = 1e-9
"""What is left of a sum after its only part was taken off: rounding, not sales."""
MONTHS_BEFORE = 2
"""How far back a gap that is caught up, or stock that is sold off, is looked for."""


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

    expected: ExpectedMonth

    @property
    def panel(self) -> Panel:
        """The facts."""
        return self.expected.findings.channel.panel

    def weigh(self, dealer: int, month: int) -> list[Rival]:
        """Return the rivals, those not excluded first."""
        found = claim(self.expected, dealer, month)
        weighed = [
            self._covered("promotion", self.panel.promoted_amount, dealer, month),
            self._season(found, dealer, month),
            self._covered("launch", self.panel.launched_amount, dealer, month),
            self._months_before(found, dealer, month),
            self._newcomer(dealer, month),
        ]
        return sorted(weighed, key=lambda r: ("open", "unknown", "excluded").index(r.standing))

    def gap(self, dealer: int, month: int) -> float:
        """Return sell-in less the expected; NaN where nothing could be expected."""
        actual = self.panel.sell_in_amount[dealer, month]
        return float(actual - self.expected.amount[dealer, month])

    def _covered(self, key: str, covered: Array | None, dealer: int, month: int) -> Rival:
        """Weigh a rival that covers some of the amount against the part in question."""
        if covered is None:
            return Rival(key, "unknown")
        part = float(np.nan_to_num(covered[dealer, month]))
        amount = float(self.panel.sell_in_amount[dealer, month])
        if part <= 0:
            return Rival(key, "excluded", none_at_all=True)
        standing = "open" if part >= ENOUGH * self._size(dealer, month) else "excluded"
        share = min(max(part / amount, 0.0), 1.0) if amount > 0 else 0.0
        return Rival(key, standing, shares={"share": share})

    def _size(self, dealer: int, month: int) -> float:
        """Return what has to be explained: the amount in question, else the gap."""
        verdicts = self.expected.findings.verdicts
        amount = float(np.nan_to_num(verdicts.amount_in_question[dealer, month]))
        return amount if amount > 0 else abs(float(np.nan_to_num(self.gap(dealer, month))))

    def _season(self, found: Claim, dealer: int, month: int) -> Rival:
        """Weigh the other dealers of its level, over the months that were weighed together."""
        span = slice(_first(found, month), month + 1)
        own_usual, own_bought = self._set_against(np.array([dealer]), span)
        level_usual, level_bought = self._of_level
        level = self.panel.dealers.level[dealer]
        usual = float((level_usual[level][span] - own_usual).sum())
        measure = found.a_month * found.months if found.by_months else float(own_usual.sum())
        if usual <= NOTHING * float(level_usual[level][span].sum()) or not measure > 0:
            return Rival("season", "unknown")
        others = float((level_bought[level][span] - own_bought).sum()) / usual - 1
        own = float(self.panel.sell_in_amount[dealer, span].sum()) / measure - 1
        together = others * own > 0 and abs(others) >= ENOUGH * abs(own)
        standing = "open" if together else "excluded"
        changes = {"others": others, "own": own}
        return Rival("season", standing, changes=changes, counts={"months": found.weighed})

    @cached_property
    def _of_level(self) -> tuple[dict[int, Array], dict[int, Array]]:
        """By level: expected and actual sell-in a month, of the dealers that count in it."""
        level = self.panel.dealers.level
        every = slice(0, self.panel.shape[1])
        sums = {int(k): self._set_against(np.flatnonzero(level == k), every)
                for k in np.unique(level)}  # fmt: skip
        return {k: usual for k, (usual, _) in sums.items()}, {k: b for k, (_, b) in sums.items()}

    def _set_against(self, rows: NDArray[np.int64], span: slice) -> tuple[Array, Array]:
        """Return the rows' expected and actual sell-in a month, where something was expected."""
        usual = self.expected.amount[rows, span]
        counts = usual > 0
        bought = self.panel.sell_in_amount[rows, span]
        return np.where(counts, usual, 0.0).sum(axis=0), np.where(counts, bought, 0.0).sum(axis=0)

    def _months_before(self, found: Claim, dealer: int, month: int) -> Rival:
        """Two low months before a rise are catching up; two high ones before a fall, stock.

        Before months weighed together the two before the first of them are asked.
        """
        first = _first(found, month)
        before = slice(max(0, first - MONTHS_BEFORE), first)
        gaps = self.panel.sell_in_amount[dealer, before] - self.expected.amount[dealer, before]
        fell = not found.by_months and self.gap(dealer, month) < 0
        moved = float(np.nansum(gaps)) * (1 if fell else -1)
        key = "stocked_up" if fell else "catch_up"
        size = self._size(dealer, month)
        standing = "open" if moved > 0 and moved >= ENOUGH * size else "excluded"
        return Rival(key, standing, amounts={"amount": max(moved, 0.0)})

    def _newcomer(self, dealer: int, month: int) -> Rival:
        months = month - int(self.panel.first_month[dealer]) + 1
        standing = "open" if months <= NEWCOMER_MONTHS else "excluded"
        return Rival("newcomer", standing, counts={"months": months})


def _first(found: Claim, month: int) -> int:
    """Return the first of the months that the rivals are weighed over."""
    return month + 1 - found.weighed
