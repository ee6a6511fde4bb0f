"""Any score per dealer-month at equal false alarms: what it finds when it may accuse 1 %.

The threshold lies where no more than that share of the honest dealers is ever above it in the
months judged. Honest dealers that tie at the threshold count as not above: then no dealer with
that score is, so a score of few values cannot hide false alarms in its ties.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.delay import Delay, delay
from steelyard.scorecard.hits import hits
from steelyard.scorecard.recall import share_of
from steelyard.scorecard.trial import Trial
from steelyard.statistics.wilson import Proportion

SHARE = 0.01
"""Share of the honest dealers that may ever be accused."""

Array = NDArray[np.float64]


@dataclass(frozen=True)
class EqualFalseAlarms:
    """What a score finds above its threshold."""

    threshold: float
    """Alarmed is what lies above it; minus infinity where hardly any honest dealer has a score."""
    honest_above: Proportion
    recall: Proportion
    by_cause: Mapping[str, Proportion]
    delay: Delay


def equal_false_alarms(trial: Trial, score: Array, share: float = SHARE) -> EqualFalseAlarms:
    """Return what the score (dealers, months) finds; NaN is never above."""
    peak = _honest_peaks(trial, score)
    threshold = threshold_for(peak, share)
    found = hits(trial, score > threshold)
    cause = trial.cases.case.cause
    causes = sorted(set(cause.tolist()) - {""})
    return EqualFalseAlarms(
        threshold=threshold,
        honest_above=share_of(peak > threshold),
        recall=share_of(found.caught),
        by_cause={name: share_of(found.caught[cause == name]) for name in causes},
        delay=delay(trial, found),
    )


def threshold_for(peak: Array, share: float) -> float:
    """Return the least threshold above which no more than that share of the peaks lies."""
    allowed = math.floor(share * peak.size + 1e-9)
    if allowed >= peak.size:
        return -math.inf
    return float(np.sort(peak)[peak.size - allowed - 1])


def _honest_peaks(trial: Trial, score: Array) -> Array:
    """Return the highest score of each honest dealer judged; minus infinity for none."""
    known = np.nan_to_num(score[trial.honest_judged], nan=-np.inf)
    return np.asarray(known.max(axis=1, initial=-np.inf), dtype=np.float64)
