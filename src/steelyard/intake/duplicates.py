"""How many rows equal another row of their sheet in every cell. They are told, and kept.

Two equal lines may be two sales. Above five million rows they are counted in a sixteenth
of the rows, chosen by the hash of one id so that equal rows stay together, and estimated.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from steelyard.intake.asking import number_of
from steelyard.intake.parse import Parsed
from steelyard.intake.quoting import ident

EXACT_UP_TO = 5_000_000
SHARE = 16


def count_duplicates(
    connection: duckdb.DuckDBPyConnection, sheets: Sequence[Parsed]
) -> tuple[int, bool]:
    """Return the number of rows that repeat one, and whether it is an estimate."""
    estimated = sum(parsed.sheet.rows_read for parsed in sheets) > EXACT_UP_TO
    found = sum(_repeats(connection, parsed, estimated) for parsed in sheets)
    return (found * SHARE if estimated else found), estimated


def _repeats(connection: duckdb.DuckDBPyConnection, parsed: Parsed, sampled: bool) -> int:
    sheet = parsed.sheet
    cells = [f"c{n}" for n in range(len(sheet.headers))]
    if sheet.file_column is not None:
        cells.append(ident(sheet.file_column))
    first = min(parsed.match.used, default=0)
    where = f"where hash(c{first}) % {SHARE} = 0" if sampled else ""
    query = f"select hash({', '.join(cells)}) as h from {ident(sheet.relation)} {where}"
    return number_of(connection, f"select count(*) - count(distinct h) from ({query})")
