"""Goods that the books call sold and that were not: they lie somewhere, and an audit may see them.

An audit sees the dealer's own warehouse. Of goods that were kept elsewhere it sees a part or
nothing, so a clean audit lowers the odds of a lie and does not end them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.evidence import Month
from steelyard.statistics.belief import Belief, Seen, log_normal

Array = NDArray[np.float64]

_LIES_THERE = 0.9
"""Chance that any of it lies where the audit comes."""
_SEEN, _SEEN_SPREAD = 0.6, 0.4
"""Share of it that an audit then sees, and its spread."""
_SLIPS, _SLIP = 0.05, 16.0
"""Chance of a count gone wrong, and how many times the ordinary variance it then has."""


@dataclass(frozen=True)
class Pile:
    """Units that the books had too many since they began to overstate, (dealers,)."""

    units: Array
    by_level: Array
    """Real units sold since: so much smaller is the pile where the level is higher by 1 (log)."""

    def grown(self, now: Month, sales: Array) -> Pile:
        """Return the pile after a month in which `sales` (log, beside the course) were real."""
        real = np.where(now.told, np.exp(sales + now.course), 0.0)
        return Pile(self.units + np.where(now.told, now.sold - real, 0.0), self.by_level + real)

    def audited(self, belief: Belief, now: Month) -> Found:
        """Return what an audit teaches of the pile, of the level, and of both explanations."""
        gap = np.where(now.audited, now.audit_gap, 0.0)
        counting = np.where(now.audited, now.audit_error**2, 1.0)
        nothing = _miscounted(gap, counting)
        error = counting + (_SEEN_SPREAD * np.maximum(self.units, 0.0)) ** 2
        seen = Seen(now.audited, gap - _SEEN * self.units, -_SEEN * self.by_level, 0.0, error)
        there = np.log(_LIES_THERE) + log_normal(seen.off, seen.variance(belief))
        either = np.logaddexp(there, np.log(1 - _LIES_THERE) + nothing)
        share = np.where(now.audited, np.exp(there - either), 0.0)
        after = belief.learned(seen).mixed(belief, share)
        pile = Pile(self.units - self.by_level * (after.level - belief.level), self.by_level)
        if_true, if_overstated = (np.where(now.audited, odds, 0.0) for odds in (nothing, either))
        return Found(after, pile, if_true, if_overstated)


@dataclass(frozen=True)
class Found:
    """What an audit taught; log likelihoods are 0 where there was none."""

    belief: Belief
    pile: Pile
    if_true: Array
    if_overstated: Array


def _miscounted(gap: Array, counting: Array) -> Array:
    """Return the log density of a gap that is only an error of counting."""
    plain = np.log(1 - _SLIPS) + log_normal(gap, counting)
    return np.asarray(np.logaddexp(plain, np.log(_SLIPS) + log_normal(gap, _SLIP * counting)))
