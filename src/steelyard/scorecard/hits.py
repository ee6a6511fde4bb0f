"""Which cases an alarm discovered, and in which month first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.scorecard.trial import Flags, Indices, Trial


@dataclass(frozen=True)
class Hits:
    """Arrays (cases,)."""

    caught: Flags
    month: Indices
    """Index of the first month with an alarm that counts; -1 for none."""


def hits(trial: Trial, alarmed: Flags) -> Hits:
    """Return what was discovered by alarms (dealers, months).

    A case is caught by an alarm on its dealer between its first month and GRACE months after
    its last; what is said earlier is a false alarm, however right it may turn out later.
    """
    seen: Flags = alarmed[trial.cases.case.dealer] & trial.windows
    caught = np.asarray(seen.any(axis=1))
    return Hits(caught, np.where(caught, seen.argmax(axis=1), -1))
