"""Which matters count as flags, and when each began.

An alert of inflated volume counts: somebody writes such orders. An alert of power does not, since
a dealer's weight in its region is no one's deed. Where the run has no evidence from the market,
alerts cannot be had, and a matter to verify counts in its stead; which of the two it was is said
beside every number. A matter to verify beside alerts does not count: on made worlds it hides more
than it shows. A matter counts once, in the month in which it was first listed: that it goes on is
no news.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from steelyard.signals import SIGNALS, Reader
from steelyard.verdicts.findings import ALERTS, Findings

Index = NDArray[np.int64]
FlaggedBy = Literal["alert", "watch"]
_COUNTS = {"alert": "inflated", "watch": "watch"}
"""The verdict that counts as a flag."""


@dataclass(frozen=True)
class Flags:
    """The matters that count, in the order of dealer and month; arrays are (matters,)."""

    by: FlaggedBy
    dealer: Index
    since: Index
    """Index of the month in which the matter began."""
    listed: Index
    """Index of the month in which it was first flagged."""


def flags(findings: Findings, readers: Mapping[str, Reader] = SIGNALS) -> Flags:
    """Return the matters that count."""
    verdicts = findings.verdicts
    by = flagged_by(findings, readers)
    dealer, month = np.nonzero(verdicts.verdict == _COUNTS[by])
    since = verdicts.since[dealer, month]
    # A listed month without a known beginning begins its own matter.
    since = np.where((since < 0) | (since > month), month, since)
    _, first = np.unique(np.stack([dealer, since]), axis=1, return_index=True)
    return Flags(by, dealer[first], since[first], month[first])


def flagged_by(findings: Findings, readers: Mapping[str, Reader] = SIGNALS) -> FlaggedBy:
    """Return `alert` where alerts could be had: a market signal was read, or one was raised."""
    anchored = any(
        readers[name].signal.anchor == "market" for name in findings.readings if name in readers
    )
    alerted = bool(np.isin(findings.verdicts.verdict, ALERTS).any())
    return "alert" if anchored or alerted else "watch"
