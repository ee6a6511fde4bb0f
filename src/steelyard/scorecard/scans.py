"""Consumer scans by dealer and month, counted in the tables of a made world.

`monthly` has only their share outside the territory, and a rival may know how many there were.
Worlds are written as Parquet; scans in another form are left out.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.grid import Grid

COUNT = """
select cast(dealer_id as varchar), date_trunc('month', cast(scanned_on as date)), count(*)
from read_parquet(?) where dealer_id is not null and scanned_on is not null group by all
"""


def scans_by_month(world: Path, grid: Grid) -> NDArray[np.float64] | None:
    """Return (dealers, months) counts, 0 for none; None where the world has no such table."""
    files = _files(world / "in")
    if not files:
        return None
    with duckdb.connect() as connection:
        counted = connection.execute(COUNT, [files]).fetchnumpy()
    dealer, month, count = counted.values()
    months = np.asarray(month, dtype="datetime64[M]")
    places = grid.places(np.asarray(dealer, dtype=np.str_), months)
    return places.laid(np.asarray(count, dtype=np.float64), 0.0)


def _files(folder: Path) -> list[str]:
    one = folder / "scans.parquet"
    return [str(path) for path in ([one] if one.is_file() else folder.glob("scans/*.parquet"))]
