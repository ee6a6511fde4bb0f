"""Our own score and the rivals', each held to the same false alarms and the same budget."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.equal_false_alarms import EqualFalseAlarms, equal_false_alarms
from steelyard.scorecard.facts import MonthlyFacts, judged
from steelyard.scorecard.fixed_budget import FixedBudget, fixed_budget
from steelyard.scorecard.rivals import RIVALS, LeftOut, Rival
from steelyard.scorecard.rivals.oracle import NAME as ORACLE
from steelyard.scorecard.trial import Trial
from steelyard.words import Language, Message

OWN = "steelyard"
TITLE: Mapping[Language, str] = {
    "zh": "杆秤（结论的分数）",
    "en": "Steelyard (its score)",
}


@dataclass(frozen=True)
class Ranked:
    """One score under both protocols."""

    title: Mapping[Language, str]
    equal_false_alarms: EqualFalseAlarms
    fixed_budget: FixedBudget


@dataclass(frozen=True)
class Ranking:
    """By name: our own first, then the rivals."""

    scores: Mapping[str, Ranked]
    left_out: Mapping[str, Message]
    """Why a rival could not run, by its name."""
    of_oracle: float
    """Our recall as a share of the oracle's, at equal false alarms; NaN where it cannot be had."""


def ranking(
    trial: Trial, facts: MonthlyFacts, budget: int, rivals: Mapping[str, Rival] = RIVALS
) -> Ranking:
    """Return the comparison, with `budget` new alarms a month."""
    scores = {OWN: _ranked(trial, trial.score, TITLE, budget)}
    left_out: dict[str, Message] = {}
    for name, rival in rivals.items():
        try:
            found = judged(rival.score(facts), trial)
        except LeftOut as left:
            left_out[name] = left.reason
        else:
            scores[name] = _ranked(trial, found, rival.title, budget)
    return Ranking(scores, left_out, _of_oracle(scores))


def _of_oracle(scores: Mapping[str, Ranked]) -> float:
    if ORACLE not in scores:
        return math.nan
    own, best = (scores[name].equal_false_alarms.recall for name in (OWN, ORACLE))
    return own.share / best.share if best.count else math.nan


def _ranked(
    trial: Trial, score: NDArray[np.float64], title: Mapping[Language, str], budget: int
) -> Ranked:
    equal = equal_false_alarms(trial, score)
    return Ranked(title, equal, fixed_budget(trial, score, budget))
