"""How many rows equal another row of their sheet in every cell. They are told, and kept.

Two equal lines may be two sales. Above five million rows they are counted on every
sixteenth day (equal rows are of one day) or, in a table without days, in the rows of a
sixteenth of the ids; the number is then an estimate.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import duckdb

from steelyard.intake.asking import number_of
from steelyard.intake.cells import cells_of
from steelyard.intake.parse import Parsed
from steelyard.intake.quoting import ident

EXACT_UP_TO = 5_000_000
SHARE = 16


def count_duplicates(
    connection: duckdb.DuckDBPyConnection,
    sheets: Sequence[Parsed],
    days: Mapping[dt.date, int],
) -> tuple[int, bool]:
    """Return the number of rows that repeat one, and whether it is an estimate."""
    estimated = sum(parsed.sheet.rows_read for parsed in sheets) > EXACT_UP_TO
    if not estimated:
        return sum(_repeats(connection, parsed, "") for parsed in sheets), False
    chosen = sorted(days)[SHARE // 2 :: SHARE]
    seen = sum(days[day] for day in chosen)
    found = 0.0
    for parsed in sheets:
        dated = _dated(parsed)
        if dated is None or not seen:
            first = f"c{min(parsed.match.used, default=0)}"
            found += SHARE * _repeats(connection, parsed, f"where hash({first}) % {SHARE} = 0")
        else:
            listed = ", ".join(f"date '{day}'" for day in chosen)
            repeats = _repeats(connection, parsed, f"where {dated} in ({listed})")
            found += repeats * sum(days.values()) / seen
    return round(found), True


def _dated(parsed: Parsed) -> str | None:
    """Return the cells with the day, where they come as days."""
    for cells in cells_of(parsed.sheet, parsed.match):
        if cells.column.name == parsed.match.table.dated_by and not cells.needs_parsing:
            return cells.raw if cells.family == "date" else f"cast({cells.raw} as date)"
    return None


def _repeats(connection: duckdb.DuckDBPyConnection, parsed: Parsed, where: str) -> int:
    sheet = parsed.sheet
    cells = [f"c{n}" for n in range(len(sheet.headers))]
    if sheet.file_column is not None:
        cells.append(ident(sheet.file_column))
    query = f"select hash({', '.join(cells)}) as h from {ident(sheet.relation)} {where}"
    return number_of(connection, f"select count(*) - count(distinct h) from ({query})")
