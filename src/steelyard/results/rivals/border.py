"""A dealer at a border: as many of its scans were outside the territory before."""

from __future__ import annotations

from steelyard.results.rivals.away_share import away_share
from steelyard.results.rivals.case import Case
from steelyard.results.rivals.rival import Rival

OF = ("diversion",)


def weigh(case: Case) -> Rival:
    """Return how it stands."""
    now, before = away_share(case, case.span), away_share(case, case.past)
    if now is None or before is None:
        return Rival("border", "unknown")
    shares = {"now": now.share, "before": before.share}
    return Rival("border", "excluded" if now.above(before) else "open", shares=shares)
