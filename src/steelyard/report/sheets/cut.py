"""How much of a long table a sheet shows. The whole stands in the Parquet file beside it."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pyarrow.compute as pc

MOST_ROWS = 200_000
MONTHS_KEPT = 24


def last_months(table: pa.Table) -> pa.Table:
    """Return the table, or its last MONTHS_KEPT months where it has more than MOST_ROWS."""
    if table.num_rows <= MOST_ROWS:
        return table
    days = table["month"].cast(pa.date32())
    last: dt.date = pc.max(days).as_py()
    months = last.year * 12 + last.month - MONTHS_KEPT
    first = dt.date(months // 12, months % 12 + 1, 1)
    return table.filter(pc.greater_equal(days, pa.scalar(first, pa.date32())))
