"""The monthly facts that a rival is handed: what `monthly` says, laid out by dealer and month.

The dealers are those of the truth; the months begin with the first of `monthly`, so that a
rival has the history before the months judged, and end with the last of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.columns import Months, read_columns, unusable
from steelyard.scorecard.grid import Grid
from steelyard.scorecard.scans import scans_by_month
from steelyard.scorecard.trial import Trial

Array = NDArray[np.float64]

COLUMNS = (
    "sell_in_amount", "sell_in_quantity", "order_count", "amount_change", "order_count_change",
    "sell_out_quantity", "verified_sell_out_quantity", "verified_sell_out_quantity_low",
    "verified_sell_out_quantity_high", "stock_quantity", "stock_cover_months", "away_scan_share",
    "overdue_amount", "days_sales_outstanding", "trade_spend_ratio",
)  # fmt: skip
SCANS = "scans"


@dataclass(frozen=True)
class MonthlyFacts:
    """Arrays (dealers, months) by column of `monthly`, and `scans`; NaN where unknown."""

    grid: Grid
    columns: Mapping[str, Array]
    alive: NDArray[np.bool_]
    """Where `monthly` has a row."""
    world: Path
    """The made world, for a rival that knows more than these facts, such as an oracle."""

    def column(self, name: str) -> Array:
        """Return that column; NaN everywhere where nobody brought it."""
        return self.columns.get(name, np.full(self.alive.shape, np.nan))

    @property
    def months(self) -> Months:
        """The months, without a gap."""
        return self.grid.months


def read_facts(world: Path, out: Path, trial: Trial) -> MonthlyFacts:
    """Return the facts; InputUnusable where OUT has no `monthly`."""
    path = out / "monthly.parquet"
    if not path.is_file():
        raise unusable("no_monthly", path=path)
    columns = read_columns(path, ("dealer_id", "month"), COLUMNS)
    dealer, month = columns.ids("dealer_id"), columns.months("month")
    first = min(trial.months[0], month.min(initial=trial.months[0]))
    grid = Grid(trial.truth.dealers, np.arange(first, trial.months[-1] + np.timedelta64(1, "M")))
    places = grid.places(dealer, month)
    found = {
        name: places.laid(columns.numbers(name), np.nan) for name in COLUMNS if columns.has(name)
    }
    scans = scans_by_month(world, grid)
    if scans is not None:
        found[SCANS] = scans
    alive = places.laid(np.ones(len(columns), dtype=np.bool_), False)
    return MonthlyFacts(grid, found, alive, world)


def judged(values: Array, trial: Trial) -> Array:
    """Return the months judged of an array over the months of the facts."""
    return values[:, values.shape[1] - trial.months.size :]
