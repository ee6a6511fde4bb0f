"""Everything an assessment found, in memory: what reports draw and tables are written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines import Channel
from steelyard.signals import Reading
from steelyard.verdicts.conviction import Conviction

Array = NDArray[np.float64]
VERDICTS = ("genuine", "watch", "inflated", "overmighty", "unjudged")
ALERTS = ("inflated", "overmighty")
LISTED = (*ALERTS, "watch")
"""The verdicts that somebody should look at."""


@dataclass(frozen=True)
class Verdicts:
    """One answer a dealer and month; arrays are (dealers, months)."""

    verdict: NDArray[np.str_]
    """One of VERDICTS; "" before a dealer's first month."""
    cause: NDArray[np.str_]
    """"" where none is named."""
    score: Array
    amount_in_question: Array
    amount_kind: NDArray[np.str_]
    """Which money the amount in question is, one of `signals.signal.KINDS`; "" for none."""
    amount_since: Array
    """What the matter has put in question since it began (see `matters`)."""
    amount_added: Array
    """What the month itself has added to that."""
    since: NDArray[np.int64]
    """Index of the month in which the present matter began; -1 for none."""
    listed_months: NDArray[np.int64]
    """How many months of the matter are listed so far, this one with them."""
    p_value: Array
    """The joined p-value; NaN where nothing could be read."""
    reason: NDArray[np.str_]
    """Key of the sentence that says why (catalogue `verdicts`)."""
    cause_p_values: Mapping[str, Array]
    raised: Mapping[str, NDArray[np.bool_]]
    """Per signal: where it is raised (rare, material, its month selected), or part of an alert."""
    convictions: Mapping[str, Conviction] = field(default_factory=dict)
    """By cause: the joined score and what each signal added to it."""


@dataclass(frozen=True)
class Findings:
    """The panel, what each signal read in it, and the verdicts."""

    channel: Channel
    readings: Mapping[str, Reading]
    verdicts: Verdicts
    tables_present: tuple[str, ...]
    """Which tables of the contract were brought."""
