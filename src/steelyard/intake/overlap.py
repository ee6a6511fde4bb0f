"""Lines that two files have in common: an export of a year and one of its last quarter.

A line counts as often as the file that has it most often, not as often as all files
together. Only days that two files share are looked at. Without an order or document
number two equal lines may be two sales, so there the files must repeat each other widely.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence

import duckdb

from steelyard.intake.apart import Apart
from steelyard.intake.corrections import Corrections, content
from steelyard.intake.days import Days, Unit
from steelyard.intake.documents import document_of
from steelyard.intake.parse import Parsed
from steelyard.intake.quoting import ident, literal
from steelyard.tables import Table

WIDELY = 0.5
"""Share of the smaller file's lines on shared days that the other must have too."""


def counted_once(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    sheets: Sequence[Parsed],
    days: Days,
    apart: Apart,
    corrections: Corrections,
) -> Iterator[str]:
    """Yield queries `(number, _file, _row, why)` of the lines to leave out.

    A row that came back is a line of the file that it corrects.
    """
    shared = days.shared()
    if not shared:
        return
    name = f"shared_{table.name}"
    compared = compared_in(table, sheets)
    lines = " union all ".join(
        _lines(table, compared, parsed, shared, apart, corrections) for parsed in sheets
    )
    connection.execute(f"create temp table {name} as {lines}")
    if document_of(table) is None:
        repeating = _repeating(connection, name)
        _keep_only(connection, name, repeating)
    yield _left_out(name)
    # The caller has used the query by the time the next one is asked for.
    connection.execute(f"drop table {name}")


def compared_in(table: Table, sheets: Sequence[Parsed]) -> list[str]:
    """Return the columns that every sheet has: one export may carry more than another."""
    common = set.intersection(*(set(parsed.match.columns) for parsed in sheets))
    return [column.name for column in table.columns if column.name in common]


def days_of(number: int, shared: Mapping[Unit, Collection[dt.date]]) -> str:
    """Return SQL for the list of days that a sheet shares with another file."""
    wanted = {day for unit, days in shared.items() if unit[0] == number for day in days}
    return ", ".join(f"date '{day}'" for day in sorted(wanted)) or "null"


def _lines(
    table: Table,
    compared: list[str],
    parsed: Parsed,
    shared: Mapping[Unit, Collection[dt.date]],
    apart: Apart,
    corrections: Corrections,
) -> str:
    """Return the lines of a sheet on shared days: whose they are, what they say as one hash."""
    day = ident(table.dated_by or "")
    unit, other = f"{parsed.number} as unit, p._file as unit_file", ""
    if parsed.number in corrections.numbers:
        unit = "c.unit, c.unit_file"
        other = f" join {corrections.name} c on c.number = {parsed.number} and c._row = p._row"
    return (
        f"select {parsed.number} as number, p._file as _file, p._row as _row,"
        f" {unit}, {content('p', compared)} as content from {parsed.relation} p{other}"
        f" where p.{day} in ({days_of(parsed.number, shared)}){apart.others(parsed.number)}"
    )


def _repeating(connection: duckdb.DuckDBPyConnection, name: str) -> set[Unit]:
    """Return the files of which another has at least half of the lines on shared days."""
    counted = f"(select unit, unit_file, content, count(*) as n from {name} group by all)"
    rows = connection.execute(
        "select a.unit, a.unit_file, b.unit, b.unit_file, sum(least(a.n, b.n)) as common"
        f" from {counted} a join {counted} b on a.content = b.content"
        " and (a.unit, a.unit_file) < (b.unit, b.unit_file) group by all order by all"
    ).fetchall()
    sizes = connection.execute(f"select unit, unit_file, count(*) from {name} group by all")
    size = {(number, file): count for number, file, count in sizes.fetchall()}
    found: set[Unit] = set()
    for number, file, other_number, other_file, common in rows:
        pair = ((number, file), (other_number, other_file))
        if common >= WIDELY * min(size[unit] for unit in pair):
            found |= set(pair)
    return found


def _keep_only(connection: duckdb.DuckDBPyConnection, name: str, units: set[Unit]) -> None:
    kept = ", ".join(f"({number}, {literal(file)})" for number, file in sorted(units))
    where = f"where (unit, unit_file) not in ({kept})" if kept else ""
    connection.execute(f"delete from {name} {where}")


def _left_out(name: str) -> str:
    """Return the lines of every file but the one that has them most often (the first of equals)."""
    counted = f"select content, unit, unit_file, count(*) as n from {name} group by all"
    order = "order by n desc, unit, unit_file"
    ranked = f"select *, row_number() over (partition by content {order}) as place from ({counted})"
    return (
        f"select s.number, s._file, s._row, 'counted_once' as why from {name} s"
        f" join ({ranked}) r on r.content = s.content and r.unit = s.unit"
        " and r.unit_file = s.unit_file where r.place > 1"
    )
