"""Calibration: of the dealer-months with a score near 0.8, 80 % should be within a case.

Brier 1950, "Verification of forecasts expressed in terms of probability", Monthly Weather
Review 78: the mean of (score - outcome)². Below that of the constant base rate a score knows
something.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from steelyard.scorecard.trial import Trial
from steelyard.statistics.wilson import Proportion, proportion

EDGES = (0.0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1.0)
"""Finer at both ends, where nearly all scores lie; a score on an edge belongs to the bin above."""


@dataclass(frozen=True)
class Bin:
    """Scores from `low` to `high`."""

    low: float
    high: float
    mean_score: float
    within_case: Proportion


@dataclass(frozen=True)
class Calibration:
    """Of the dealer-months that have a score; NaN where none has."""

    dealer_months: int
    brier: float
    brier_of_base_rate: float
    """What a constant score, the share of dealer-months within a case, would have reached."""
    bins: tuple[Bin, ...]
    """Those with at least one score."""


def calibration(trial: Trial) -> Calibration:
    """Return the reliability of the score; a month is within a case from its start to its end."""
    known = np.isfinite(trial.score) & (trial.verdict != "")
    score, lies = trial.score[known], trial.lies[known]
    if not score.size:
        return Calibration(0, math.nan, math.nan, ())
    of = np.clip(np.searchsorted(EDGES, score, side="right") - 1, 0, len(EDGES) - 2)
    bins = tuple(
        Bin(
            low=EDGES[at],
            high=EDGES[at + 1],
            mean_score=float(score[of == at].mean()),
            within_case=proportion(int(lies[of == at].sum()), int((of == at).sum())),
        )
        for at in np.unique(of).tolist()
    )
    base = float(lies.mean())
    brier = float(np.mean((score - lies) ** 2))
    return Calibration(score.size, brier, base * (1 - base), bins)
