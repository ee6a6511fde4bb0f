"""False alarms: how many honest dealers were accused, how often, and in which circumstance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from steelyard.scorecard.alarms import new_alarms
from steelyard.scorecard.recall import share_of
from steelyard.scorecard.trial import Trial
from steelyard.statistics.wilson import Proportion

NONE = "none"
"""An honest dealer in no circumstance that is hard to tell from a lie."""


@dataclass(frozen=True)
class FalseAlarms:
    """Of the honest dealers with a verdict in the months judged."""

    ever_alerted: Proportion
    ever_listed: Proportion
    """The same with `watch`, which accuses nobody but costs a look."""
    alarms: int
    dealer_years: float
    a_dealer_year: float
    by_circumstance: Mapping[str, Proportion]
    """Ever alerted, by the honest circumstance."""


def false_alarms(trial: Trial) -> FalseAlarms:
    """Return how honest dealers fared."""
    judged = trial.honest_judged
    alerted, listed = (
        np.asarray(said[judged].any(axis=1)) for said in (trial.alerted, trial.listed)
    )
    new = int(new_alarms(trial.alerted[judged], trial.since[judged]).sum())
    years = float((trial.verdict[judged] != "").sum()) / 12
    circumstance = trial.truth.circumstance[judged]
    circumstance = np.where(circumstance == "", NONE, circumstance)
    names = sorted(set(circumstance.tolist()), key=lambda name: (name == NONE, name))
    return FalseAlarms(
        ever_alerted=share_of(alerted),
        ever_listed=share_of(listed),
        alarms=new,
        dealer_years=years,
        a_dealer_year=new / years if years else float("nan"),
        by_circumstance={name: share_of(alerted[circumstance == name]) for name in names},
    )
