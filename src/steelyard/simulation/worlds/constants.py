"""What holds for a whole world: drawn once from the family's ranges, written to world.json.

An oracle may know all of this; nothing here says who lies.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.simulation.worlds.family import Family, Range

SCAN_LAGS = 4
"""Months within which a unit that is scanned at all is scanned: that of the sale and three more."""


@dataclass(frozen=True)
class Constants:
    """The drawn constants of one world. Shares between 0 and 1; spreads are logarithmic."""

    first_month: str
    usual_size: float
    """Units that a dealer of median size sells in an ordinary month."""
    size_sd: float
    growth_sd: float
    """Spread between dealers of their monthly growth."""
    regional_sd: float
    """Monthly step of a region's demand."""
    demand_sd: float
    demand_memory: float
    """How much of a month's deviation is left in the next."""
    season_swing: float
    season_peak: int
    festival: float
    cover: float
    """Median target of stock, in months of demand."""
    scan_rate: float
    scan_region_sd: float
    scan_month_sd: float
    scan_lags: tuple[float, ...]
    """Share of scans in the month of the sale and in each of those after it."""
    habit_cv: float
    habit_drift: float
    unknown_region: float
    """Share of scans whose place could not be resolved."""
    away: float
    spill_km: float
    """Distance over which natural spill-over falls to 1/e."""
    report_noise: float
    count_noise: float
    slip: float
    """Mean share of a month's sales that is booked in the next."""
    by_the_books: float
    """Share of dealers whose reports all come from one set of books."""
    missing: float
    audit_gap: float
    late_days: float
    """Median lateness of payments."""
    trade_spend: float
    """Median share of sell-in that is granted as trade spend."""
    dishonest: float
    rivals: float
    growers: float


def draw_constants(family: Family, rng: np.random.Generator) -> Constants:
    """Draw a world of the family."""

    def within(ends: Range) -> float:
        return round(float(rng.uniform(*ends)), 5)

    rate = round(float(np.exp(rng.uniform(*np.log(family.scan_rate)))), 5)
    year, month = int(rng.integers(2018, 2024)), int(rng.integers(1, 13))
    return Constants(
        first_month=f"{year}-{month:02d}",
        # Small dealers where many units are scanned: rows of scans are what a world costs.
        usual_size=round(float(np.clip(125 / rate, 1600, 3500)) * within((0.85, 1.15)), 1),
        size_sd=within((0.9, 1.05)),
        growth_sd=within((0.004, 0.01)),
        regional_sd=within((0.015, 0.04)),
        demand_sd=within(family.demand_sd),
        demand_memory=within((0.2, 0.5)),
        season_swing=within((0.05, 0.25)),
        season_peak=int(rng.integers(1, 13)),
        festival=within((0.15, 0.5)),
        cover=within((0.9, 1.3)),
        scan_rate=rate,
        scan_region_sd=within((0.05, 0.2)),
        scan_month_sd=within((0.02, 0.07)),
        scan_lags=_lags(rng),
        habit_cv=within(family.habit_cv),
        habit_drift=within(family.habit_drift),
        unknown_region=within((0.02, 0.08)),
        away=within(family.away),
        spill_km=within((120, 260)),
        report_noise=within(family.report_noise),
        count_noise=within(family.count_noise),
        slip=within((0.01, 0.05)),
        by_the_books=within((0.2, 0.5)),
        missing=within(family.missing),
        audit_gap=within(family.audit_gap),
        late_days=within((5, 14)),
        trade_spend=within((0.04, 0.08)),
        dishonest=within(family.dishonest),
        rivals=within(family.rivals),
        growers=within(family.growers),
    )


def _lags(rng: np.random.Generator) -> tuple[float, ...]:
    """Return shares that fall from month to month and add up to 1."""
    shares = np.sort(rng.dirichlet((11, 6, 2, 1)))[::-1]
    return tuple(np.round(shares / shares.sum(), 5).tolist())
