"""One rival explanation, weighed: how it stands, and the figures that say why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

STANDINGS = ("open", "unknown", "excluded")
"""Not excluded, cannot be judged, excluded; in the order in which they are told."""
ENOUGH = 0.5
"""A rival that explains half of what is in question, or more, is not excluded."""


@dataclass(frozen=True)
class Rival:
    """One rival explanation: its key, how it stands, and its figures."""

    key: str
    standing: str
    """One of STANDINGS."""
    shares: Mapping[str, float] = field(default_factory=dict)
    changes: Mapping[str, float] = field(default_factory=dict)
    amounts: Mapping[str, float] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    months: Mapping[str, np.datetime64] = field(default_factory=dict)
    why: str = ""
    """Which of several sentences says why, where the standing alone does not tell."""

    @property
    def reason(self) -> str:
        """Key of the sentence, `rival_reason.*` in the catalogue."""
        return f"{self.key}_{self.why or self.standing}"
