"""A fixed number of new alarms a month, repeats suppressed: what a small team could follow up.

Every month the dealers with the highest scores are alarmed, but none that was within the
twelve months before. Repeats would eat the budget: in a panel where they were not suppressed
recall was 0.36 instead of 0.87.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.columns import Texts
from steelyard.scorecard.hits import hits
from steelyard.scorecard.recall import share_of
from steelyard.scorecard.trial import Flags, Trial
from steelyard.statistics.wilson import Proportion, proportion

QUIET = 12
"""So many months after an alarm a dealer is not alarmed again."""
SHARE = 0.01
"""New alarms a month, as a share of the dealers, where no number is asked for."""

Array = NDArray[np.float64]


@dataclass(frozen=True)
class FixedBudget:
    """What so many new alarms a month find."""

    a_month: int
    alarms: int
    recall: Proportion
    precision: Proportion


def usual_budget(dealers: int) -> int:
    """Return 1 % of the dealers, at least one."""
    return max(1, round(SHARE * dealers))


def fixed_budget(trial: Trial, score: Array, a_month: int) -> FixedBudget:
    """Return what the score (dealers, months) finds; a dealer-month of NaN is never alarmed."""
    alarmed = highest(score, a_month, trial.truth.dealers)
    right = alarmed & trial.by_dealer(trial.windows)
    alarms = int(alarmed.sum())
    return FixedBudget(
        a_month=a_month,
        alarms=alarms,
        recall=share_of(hits(trial, alarmed).caught),
        precision=proportion(int(right.sum()), alarms),
    )


def highest(score: Array, a_month: int, dealers: Texts) -> Flags:
    """Return (dealers, months): the alarms.

    Ties are drawn by a digest of the dealer's id, which knows nothing of the dealer.
    """
    lot = np.array([zlib.crc32(dealer.encode()) for dealer in dealers.tolist()], dtype=np.int64)
    alarmed = np.zeros(score.shape, dtype=np.bool_)
    for month in range(score.shape[1]):
        recent = alarmed[:, max(0, month - QUIET) : month].any(axis=1)
        free = np.flatnonzero(np.isfinite(score[:, month]) & ~recent)
        order = np.lexsort((lot[free], -score[free, month]))
        alarmed[free[order[:a_month]], month] = True
    return alarmed
