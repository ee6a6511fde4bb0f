"""Families of worlds: from which ranges a world's constants are drawn.

`usual` and `evasive` are for published tables. `trained` is wide enough to hold both and goes
beyond them; what learns from made worlds learns from it and is never scored on it. `messy` is
`usual` with the defects that real files have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

Range = tuple[float, float]


@dataclass(frozen=True)
class Family:
    """Ranges (lowest, highest) of what differs between worlds of a kind."""

    name: str
    scan_rate: Range
    """Share of units sold to consumers that are scanned; drawn on a logarithmic scale."""
    habit_cv: Range
    """Spread of honest scan rates between dealers, as a coefficient of variation."""
    habit_drift: Range
    """Monthly step of a dealer's scan habit, in logarithms."""
    lie: Range
    """Size of a lie in its full months, relative to the dealer's real business."""
    ramp: tuple[int, int]
    """Months until a lie has its full size; 1 is at once."""
    missing: Range
    """Share of dealers' monthly reports that never come."""
    evading: float
    """Share of the dishonest that build their lie to evade."""
    dishonest: Range = (0.10, 0.15)
    """Share of dealers."""
    rivals: Range = (0.25, 0.35)
    """Share of honest dealers with a circumstance that looks like a lie."""
    growers: Range = (1.0, 1.0)
    """How many honest growers, as a multiple of the ordinary number."""
    demand_sd: Range = (0.06, 0.15)
    report_noise: Range = (0.01, 0.04)
    """Median over dealers of the relative error of a monthly report."""
    count_noise: Range = (0.015, 0.05)
    """The same of the dealer's own stock count."""
    audit_gap: Range = (6.0, 12.0)
    """Months between two audits of a dealer of median size."""
    away: Range = (0.03, 0.08)
    """Mean share of a dealer's sales that is consumed outside its territory."""
    messy: bool = False


_USUAL = Family(
    name="usual",
    scan_rate=(0.03, 0.10),
    habit_cv=(0.2, 0.4),
    habit_drift=(0.0, 0.02),
    lie=(0.30, 1.50),
    ramp=(1, 3),
    missing=(0.0, 0.02),
    evading=0.5,
)
_EVASIVE = Family(
    name="evasive",
    scan_rate=(0.01, 0.03),
    habit_cv=(0.2, 0.4),
    habit_drift=(0.03, 0.06),
    lie=(0.15, 0.60),
    ramp=(3, 8),
    missing=(0.08, 0.12),
    evading=1.0,
    growers=(2.0, 2.0),
)
_TRAINED = Family(
    name="trained",
    scan_rate=(0.008, 0.12),
    habit_cv=(0.15, 0.5),
    habit_drift=(0.0, 0.07),
    lie=(0.12, 1.80),
    ramp=(1, 9),
    missing=(0.0, 0.15),
    evading=0.6,
    dishonest=(0.08, 0.18),
    rivals=(0.20, 0.45),
    growers=(0.5, 3.0),
    demand_sd=(0.05, 0.20),
    report_noise=(0.005, 0.06),
    count_noise=(0.01, 0.08),
    audit_gap=(5.0, 18.0),
    away=(0.02, 0.12),
)

FAMILIES: Mapping[str, Family] = MappingProxyType(
    {
        family.name: family
        for family in (_USUAL, _EVASIVE, _TRAINED, replace(_USUAL, name="messy", messy=True))
    }
)
