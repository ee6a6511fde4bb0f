"""The share of scans outside the territory in some months of a dealer, and whether two differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.results.rivals.case import Case

_FEWEST = 10
"""Scans below which a share says nothing."""
_APART = 2.0
"""Standard errors from which two shares differ."""


@dataclass(frozen=True)
class AwayShare:
    """Scans of known place, and those of them that surfaced outside."""

    known: float
    away: float

    @property
    def share(self) -> float:
        """The part that surfaced outside."""
        return self.away / self.known

    def above(self, other: AwayShare) -> bool:
        """Whether it is higher than the other by more than chance."""
        if not self.away:
            return False
        both = (self.away + other.away) / (self.known + other.known)
        error = np.sqrt(both * (1 - both) * (1 / self.known + 1 / other.known))
        return bool(self.share - other.share > _APART * error)


def away_share(case: Case, months: slice) -> AwayShare | None:
    """Return the share in those months; None without scans enough of known place."""
    panel = case.panel
    placed = panel.scans if panel.scans_known_region is None else panel.scans_known_region
    if panel.scans_away is None or placed is None:
        return None
    row = (case.dealer, months)
    known = float(np.nansum(placed[row]))
    return AwayShare(known, float(np.nansum(panel.scans_away[row]))) if known >= _FEWEST else None
