"""Delay: months from a case's start to the first alarm that counts, of the cases caught."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from steelyard.scorecard.hits import Hits
from steelyard.scorecard.trial import Trial


@dataclass(frozen=True)
class Delay:
    """In months; NaN where nothing was caught. An alarm in the first month is 0."""

    median: float
    ninetieth: float
    caught: int
    began_before: int
    """Cases caught that began before the months judged: theirs counts from the first of these."""


def delay(trial: Trial, found: Hits) -> Delay:
    """Return the median and the 90th percentile, between neighbours by a straight line."""
    waited = (found.month - trial.cases.first)[found.caught]
    median, ninetieth = np.quantile(waited, [0.5, 0.9]) if waited.size else (math.nan, math.nan)
    before = int((found.caught & trial.cases.began_before).sum())
    return Delay(float(median), float(ninetieth), waited.size, before)
