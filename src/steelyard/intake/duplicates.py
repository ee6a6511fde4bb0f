"""How many rows of a sheet equal another in every cell. They are told, and kept.

Two equal lines may be two sales. In a sheet of more than five million rows they are counted
on a sixty-fourth of its days (equal rows are of one day), or in a table without days for a
sixty-fourth of its ids; the number is then an estimate, made while the survey reads all cells
anyhow. In smaller sheets they are counted when somebody asks.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from steelyard.intake.asking import number_of
from steelyard.intake.cells import Cells
from steelyard.intake.quoting import ident
from steelyard.intake.sheet import Sheet

EXACT_UP_TO = 5_000_000
SHARE = 64


def in_sample(sheet: Sheet, cells: Sequence[Cells]) -> tuple[str, ...]:
    """Return aggregates over a large sheet: rows in the sample, and different rows in it.

    None for a sheet that is small enough to count.
    """
    if sheet.rows_read <= EXACT_UP_TO:
        return ()
    key = next((one.raw for one in cells if one.column.kind == "date"), cells[0].raw)
    chosen = f"hash({key}) % {SHARE} = 0"
    # A case, for a filter alone would have the hash taken of every row; and a list, for a
    # distinct count would have DuckDB keep all rows for a second pass.
    hashes = f"list(case when {chosen} then {_row_hash(sheet)} end) filter ({chosen})"
    return f"count_if({chosen})", f"coalesce(list_unique({hashes}), 0)"


def estimate(sheet: Sheet, sampled: Sequence[int]) -> int | None:
    """Return the repeats of the whole sheet by what was found in the sample; None for none."""
    if not sampled or not sampled[0]:
        return None
    rows, different = sampled
    return round((rows - different) * sheet.rows_read / rows)


def count_duplicates(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> int:
    """Return the number of rows that repeat one."""
    query = f"select {_row_hash(sheet)} as h from {ident(sheet.relation)}"
    return number_of(connection, f"select count(*) - count(distinct h) from ({query})")


def _row_hash(sheet: Sheet) -> str:
    cells = [f"c{n}" for n in range(len(sheet.headers))]
    if sheet.file_column is not None:
        cells.append(ident(sheet.file_column))
    return f"hash({', '.join(cells)})"
