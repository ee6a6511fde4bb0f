"""Whether the cause named at the first alert is the true one, and what was taken for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from steelyard.scorecard.columns import Texts
from steelyard.scorecard.hits import hits
from steelyard.scorecard.recall import share_of
from steelyard.scorecard.trial import Flags, Trial
from steelyard.statistics.wilson import Proportion

NONE = "none"
"""An alert that names no cause."""

Confusion = Mapping[str, Mapping[str, int]]
"""True name -> name given -> how many."""


@dataclass(frozen=True)
class Causes:
    """At the first alert of each case caught."""

    right: Proportion
    """Of the cases whose true cause is known."""
    right_within: Proportion
    """The same, where a cause that leaves the same marks in every table is right as well."""
    by_cause: Confusion
    by_label: Confusion
    """`inflated` taken for `overmighty`, and the other way round."""


def causes(trial: Trial) -> Causes:
    """Return how the causes named compare with the true ones."""
    found, case = hits(trial, trial.alerted), trial.cases.case
    at = (case.dealer, np.maximum(found.month, 0))
    said = np.where(trial.cause[at] == "", NONE, trial.cause[at])
    known = found.caught & (case.cause != "")
    return Causes(
        right=share_of((said == case.cause)[known]),
        right_within=share_of(((said == case.cause) | (said == case.mistakable_for))[known]),
        by_cause=_confusion(case.cause, said, known),
        by_label=_confusion(case.label, trial.verdict[at], found.caught),
    )


def _confusion(true: Texts, said: Texts, of: Flags) -> Confusion:
    pairs = Counter(zip(true[of].tolist(), said[of].tolist(), strict=True))
    table: dict[str, dict[str, int]] = {}
    for (was, named), number in sorted(pairs.items()):
        table.setdefault(was, {})[named] = number
    return table
