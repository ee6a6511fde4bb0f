"""The whole scorecard, as numbers: what the command prints and `--json` writes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import numpy as np

from steelyard.scorecard.alarms import Alarms
from steelyard.scorecard.calibration import Calibration
from steelyard.scorecard.causes import Causes
from steelyard.scorecard.delay import Delay
from steelyard.scorecard.false_alarms import FalseAlarms
from steelyard.scorecard.genuine import Genuine
from steelyard.scorecard.ranking import Ranking
from steelyard.scorecard.recall import Recall
from steelyard.scorecard.salespeople import Salespeople
from steelyard.scorecard.trial import Trial
from steelyard.scorecard.verified import Verified
from steelyard.words import Message


@dataclass(frozen=True)
class Period:
    """What was judged."""

    first: np.datetime64
    last: np.datetime64
    months: int
    dealers: int
    honest: int
    cases: int
    cases_outside: int
    """Cases before or after the months judged, which are left out."""
    began_before: int
    """Cases judged that began before the months judged, or nobody knows when."""
    missing_honest: int
    """Honest dealers without any verdict: they count in no share."""
    missing_with_case: int
    """Dealers with a case and without any verdict: theirs count as not caught."""
    unknown_dealers: int
    """Dealers with verdicts of whom the truth says nothing: they are left out."""
    all_unjudged: bool
    """Whether no verdict says anything: then all its months are judged."""


@dataclass(frozen=True)
class Scorecard:
    """Every part of the protocol; None where the world or the results do not tell."""

    period: Period
    recall: Recall
    delay: Delay
    alarms: Alarms
    false_alarms: FalseAlarms
    genuine: Genuine
    causes: Causes
    calibration: Calibration
    verified: Mapping[str, Verified] | None
    salespeople: Salespeople | None
    ranking: Ranking

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values for JSON: null for what is not a number, months as text."""
        plain: dict[str, Any] = _plain(self)
        return plain


def period(trial: Trial) -> Period:
    """Return what was judged."""
    honest, missing = trial.truth.honest, trial.missing
    return Period(
        first=trial.months[0],
        last=trial.months[-1],
        months=trial.months.size,
        dealers=honest.size,
        honest=int(honest.sum()),
        cases=trial.cases.first.size,
        cases_outside=trial.cases_outside,
        began_before=int(trial.cases.began_before.sum()),
        missing_honest=int((honest & missing).sum()),
        missing_with_case=int((~honest & missing).sum()),
        unknown_dealers=trial.unknown_dealers,
        all_unjudged=bool(np.isin(trial.verdict, ("", "unjudged")).all()),
    )


def _plain(value: object) -> Any:
    if isinstance(value, Message):
        return {"zh": value.zh, "en": value.en}
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, np.datetime64):
        return str(value)
    return None if isinstance(value, float) and not math.isfinite(value) else value
