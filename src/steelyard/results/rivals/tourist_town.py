"""A tourist town: the same months of last year had as many scans outside the territory."""

from __future__ import annotations

from steelyard.results.rivals.away_share import away_share
from steelyard.results.rivals.case import Case
from steelyard.results.rivals.rival import Rival

OF = ("diversion",)
_YEAR = 12


def weigh(case: Case) -> Rival:
    """Return how it stands: held against as many months as have gone by since, a year at most."""
    first = max(case.first, case.month + 1 - _YEAR)
    if first < _YEAR:
        return Rival("tourist_town", "unknown")
    now = away_share(case, slice(first, case.month + 1))
    then = away_share(case, slice(first - _YEAR, case.month + 1 - _YEAR))
    if now is None or then is None:
        return Rival("tourist_town", "unknown")
    shares = {"now": now.share, "then": then.share}
    return Rival("tourist_town", "excluded" if now.above(then) else "open", shares=shares)
