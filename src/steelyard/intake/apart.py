"""Rows set apart after they were read: known only once all sheets of a table stand together.

A date far from all others, a master line that contradicts an earlier one, a line that
another file has too. Each is written down with its reason; none is changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import duckdb

from steelyard.intake.days import Days, sane_window
from steelyard.intake.overlap import counted_once
from steelyard.intake.parse import Parsed
from steelyard.intake.quoting import ident, literal
from steelyard.tables import Table

ONCE, DATE_OUT, CONTRADICTS = "counted_once", "date_out", "contradicts"


class Apart:
    """The rows of one table that were set apart: `(number, _file, _row, why)`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: Table) -> None:
        self.name = f"apart_{table.name}"
        self._connection = connection
        self._counts: dict[tuple[int, str], int] = {}
        connection.execute(
            f"create table {self.name} (number integer, _file varchar, _row bigint, why varchar)"
        )

    def add(self, query: str) -> None:
        """Add the rows of a query with the same four columns, each row for one reason only."""
        self._connection.execute(
            f"insert into {self.name} select q.* from ({query}) q anti join {self.name} a"
            " on a.number = q.number and a._file = q._file and a._row = q._row"
        )
        rows = self._connection.execute(
            f"select number, why, count(*) from {self.name} group by all order by all"
        ).fetchall()
        self._counts = {(number, why): count for number, why, count in rows}

    def rows(self, why: str) -> int:
        """How many rows were set apart for this reason."""
        return sum(count for (_, reason), count in self._counts.items() if reason == why)

    def holds(self, number: int) -> bool:
        """Whether rows of this sheet were set apart."""
        return any(sheet == number for sheet, _ in self._counts)

    def same_row(self, number: int, why: str | None = None) -> str:
        """Return a subquery that finds the row `p` of a sheet among those set apart."""
        reason = "" if why is None else f" and a.why = {literal(why)}"
        return (
            f"select 1 from {self.name} a where a.number = {number}"
            f" and a._file = p._file and a._row = p._row{reason}"
        )


def set_apart(
    connection: duckdb.DuckDBPyConnection, table: Table, sheets: Sequence[Parsed], days: Days
) -> Apart:
    """Find the rows of a table that must be set apart."""
    apart = Apart(connection, table)
    for query in counted_once(connection, table, sheets, days):
        apart.add(query)
    if table.dated_by is not None:
        _dates_out(apart, table.dated_by, sheets, days.rows)
    if is_master(table):
        apart.add(_contradictions(table, sheets))
    return apart


def is_master(table: Table) -> bool:
    """Whether a table has one row for each id: dealers, products, regions, outlets."""
    return table.dated_by is None and len(table.required_columns) == 1


def _dates_out(
    apart: Apart, dated: str, sheets: Sequence[Parsed], rows: Mapping[dt.date, int]
) -> None:
    first, last = sane_window(rows)
    if all(first <= day <= last for day in rows):
        return
    day = ident(dated)
    for parsed in sheets:
        apart.add(
            f"select {parsed.number} as number, _file, _row, {literal(DATE_OUT)} as why"
            f" from {parsed.relation} where _mask & {parsed.refusing} = 0"
            f" and not {day} between date '{first}' and date '{last}'"
        )


def _contradictions(table: Table, sheets: Sequence[Parsed]) -> str:
    key = ident(table.required_columns[0].name)
    columns = ", ".join(ident(column.name) for column in table.columns)
    lines = " union all ".join(
        f"select {p.number} as number, _file, _row, {key} as key, hash({columns}) as content"
        f" from {p.relation} where _mask & {p.refusing} = 0"
        for p in sheets
    )
    order = "partition by key order by number, _file, _row"
    return (
        "select number, _file, _row, case when content = first_content then"
        f" {literal(ONCE)} else {literal(CONTRADICTS)} end as why from (select *,"
        f" first_value(content) over ({order}) as first_content,"
        f" row_number() over ({order}) as place from ({lines})) where place > 1"
    )
