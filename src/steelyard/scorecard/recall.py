"""Recall: the share of cases that were caught, as a whole and by cause, size and evasion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.columns import Texts
from steelyard.scorecard.hits import hits
from steelyard.scorecard.trial import Flags, Trial
from steelyard.statistics.wilson import Proportion, proportion

UNKNOWN = "unknown"
SIZES = ("below_30", "30_to_60", "above_60")
"""Sizes of a lie in per cent of real business; both ends of the middle belong to it."""


@dataclass(frozen=True)
class Caught:
    """The same cases counted twice: by alerts alone, and by alerts or `watch`."""

    alert: Proportion
    watch: Proportion


@dataclass(frozen=True)
class Recall:
    """As a whole and by group; a group without cases is not there."""

    cases: Caught
    by_cause: Mapping[str, Caught]
    by_size: Mapping[str, Caught]
    by_evasion: Mapping[str, Caught]
    by_trace: Mapping[str, Caught]
    """Whether any table of the contract shows the deed; empty where the truth does not say."""


def recall(trial: Trial) -> Recall:
    """Return the recall of the verdicts."""
    case = trial.cases.case
    alert, watch = (hits(trial, said).caught for said in (trial.alerted, trial.listed))
    causes = np.where(case.cause == "", UNKNOWN, case.cause)
    return Recall(
        cases=Caught(share_of(alert), share_of(watch)),
        by_cause=_by(causes, sorted(set(causes.tolist())), alert, watch),
        by_size=_by(size_bucket(case.size), (*SIZES, UNKNOWN), alert, watch),
        by_evasion=_by(evasion(case.evades), ("plain", "evades", UNKNOWN), alert, watch),
        by_trace=_by(trace(case.traceless), ("traced", "traceless"), alert, watch),
    )


def share_of(flags: Flags) -> Proportion:
    """Return which share of the flags is true."""
    return proportion(int(flags.sum()), flags.size)


def size_bucket(size: NDArray[np.float64]) -> Texts:
    """Return the bucket of each relative size: one of SIZES, or `unknown`."""
    known = np.select([size < 0.3, size <= 0.6, size > 0.6], SIZES, UNKNOWN)
    return np.asarray(known, dtype=np.str_)


def evasion(evades: NDArray[np.float64]) -> Texts:
    """Return `evades`, `plain` or `unknown`."""
    return np.asarray(np.select([evades == 1, evades == 0], ["evades", "plain"], UNKNOWN))


def trace(traceless: NDArray[np.float64]) -> Texts:
    """Return `traced` or `traceless`; `unknown` where the truth does not say."""
    return np.asarray(np.select([traceless == 0, traceless == 1], ["traced", "traceless"], UNKNOWN))


def _by(group: Texts, names: Sequence[str], alert: Flags, watch: Flags) -> dict[str, Caught]:
    members = {name: group == name for name in names}
    return {
        name: Caught(share_of(alert[of]), share_of(watch[of]))
        for name, of in members.items()
        if of.any()
    }
