"""Rows that came back from quarantine, held against the place they were refused at.

A row that says what its source says is counted once: nobody corrected it, or the source was
mended alike. Of the corrections of one place the first is used; another that says something
else is told, for nobody knows which is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import duckdb

from steelyard.intake.apart import (
    BESIDE_OTHERS,
    ONCE,
    OTHERWISE,
    REFUSED_LATER,
    TWICE,
    Apart,
    listed,
)
from steelyard.intake.asking import number_of
from steelyard.intake.documents import document_of
from steelyard.intake.fed_back import is_back, origin
from steelyard.intake.parse import BLANK_ROW, Parsed
from steelyard.intake.quoting import ident, literal
from steelyard.intake.sheet import Sheet
from steelyard.tables import Table

_IN_ORDER = "order by number, _file, _row"


class Corrections:
    """The rows of one table that came back.

    A row's `place` is where it was refused; `sound` is whether it is right by itself. Where
    the source is there, `alike` is whether it says the same and `source_sound` whether it
    is right there. `unit` and `unit_file` are the file whose line the row is: its source's
    as long as that one is refused.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        table: Table,
        sheets: Sequence[Parsed],
        queried: Sequence[Sheet],
    ) -> None:
        self.name = f"corrections_{table.name}"
        self._connection, self._table = connection, table
        self.numbers = frozenset(p.number for p in sheets if is_back(p.sheet))
        rows = [
            _rows(table, parsed, _source_of(parsed.sheet, sheets), queried)
            for parsed in sheets
            if parsed.number in self.numbers
        ]
        if rows:
            connection.execute(f"create table {self.name} as {' union all '.join(rows)}")

    def alike(self) -> Iterator[str]:
        """Yield the query of rows that say what their source says, or another correction."""
        if not self.numbers:
            return
        nth = f"row_number() over (partition by place, alike, content {_IN_ORDER})"
        yield (
            f"select number, _file, _row, case when alike or not sound then {literal(ONCE)}"
            f" else {literal(TWICE)} end as why from (select *, {nth} as nth from {self.name}"
            " where place is not null) where alike or nth > 1"
        )

    def settled_elsewhere(self, apart: Apart) -> Iterator[str]:
        """Yield the query of rows whose place is mended by another: in the source, or before.

        Still refused, such a row says nothing; right by itself, it says something else.
        """
        if not self.numbers:
            return
        source_refused = _source_refused(apart)
        refused = f"coalesce(a.why in ({listed(REFUSED_LATER)}), false)"
        rows = (
            f"select c.*, a.why as set_apart, c.sound and not {refused} as fit,"
            f" coalesce(c.source_sound, false) and not {source_refused} as mended"
            f" from {self.name} c left join {apart.name} a on a.number = c.number"
            " and a._file = c._file and a._row = c._row"
            " where c.place is not null and not c.alike"
        )
        ranked = (
            "select *, count_if(fit) over (partition by place) as fits,"
            f" row_number() over (partition by place, fit {_IN_ORDER}) as nth from ({rows})"
        )
        yield (
            f"select number, _file, _row, case when fit then {literal(OTHERWISE)}"
            f" else {literal(ONCE)} end as why from ({ranked}) where set_apart is null"
            " and (mended or case when fit then nth > 1 else fits > 0 end)"
        )

    def mend(self, apart: Apart) -> int:
        """Keep the places that are still refused and mended by a row in use; return how many.

        They stand in the table MENDED of this table's name.
        """
        query = "select null::varchar as place where false"
        if self.numbers:
            query = (
                f"select distinct place from {self.name} c where place is not null and sound"
                f" and not alike and not exists (select 1 from {apart.name} a"
                " where a.number = c.number and a._file = c._file and a._row = c._row)"
                " and (source_sound = false and (source_row is null or unit = source_number)"
                f" or {_source_refused(apart)})"
            )
        connection = self._connection
        connection.execute(f"create table {mended_in(self._table)} as {query}")
        return number_of(connection, f"select count(*) from {mended_in(self._table)}")


def mended_in(table: Table) -> str:
    """Return the name of the places that `mend` keeps."""
    return f"mended_{table.name}"


def place_of_row(file: str, sheet: str, row: str) -> str:
    """Return SQL for a place in one text, of SQL for its parts."""
    return f"concat_ws('\x1f', {file}, {sheet}, {row})"


def _source_refused(apart: Apart) -> str:
    """Return SQL: the source `c` names is refused for what it is beside other rows."""
    return (
        f"exists (select 1 from {apart.name} s where s.number = c.source_number"
        " and s._file = c.source_file and s._row = c.source_row"
        f" and s.why in ({listed(BESIDE_OTHERS)}))"
    )


def _source_of(sheet: Sheet, sheets: Sequence[Parsed]) -> Parsed | None:
    """Return the sheet that rows were refused in, parsed; None where it is not brought."""
    return next((p for p in sheets if sheet.source and p.sheet is sheet.source), None)


def _rows(table: Table, parsed: Parsed, source: Parsed | None, queried: Sequence[Sheet]) -> str:
    """Return SQL for the rows of a sheet that came back, beside what their source has."""
    file, sheet, row = origin(parsed.sheet, "r")
    place = f"case when {row} is not null then {place_of_row(file, sheet, row)} end"
    everything = [column.name for column in table.columns]
    back = (
        f"select {parsed.number} as number, p._file as _file, p._row as _row, {place} as place,"
        f" p._mask & {parsed.refusing} = 0 as sound, {content('p', everything)} as content"
    )
    came = f" from {parsed.relation} p join {ident(parsed.sheet.relation)} r on r._row = p._row"
    if source is None:
        return (
            f"{back}, false as alike, null::boolean as source_sound, null::integer as"
            " source_number, null::varchar as source_file, null::bigint as source_row,"
            f" {parsed.number} as unit, p._file as unit_file{came}"
        )
    return f"{back}, {_beside(table, parsed, source)}{came}{_joined(parsed, source, queried)}"


def _beside(table: Table, parsed: Parsed, source: Parsed) -> str:
    """Return SQL for what the source `s` has at the place; `u` are rows it could not split.

    A source exported anew may have another document there: then the row is no line of it.
    """
    compared = [name for name in source.match.columns if _came_back(parsed, name)]
    same = f"s._row is not null and {content('p', compared)} = {content('s', compared)}"
    unsplit = "s._row is null and u._row is not null"
    sound = f"case when {unsplit} then false else s._mask & {source.refusing} = 0 end"
    number = document_of(table)
    other = f"coalesce(p.{ident(number)} <> s.{ident(number)}, false)" if number else "false"
    of_source = f"s._row is not null and not {sound} and not {other}"
    return (
        f"coalesce(case when {unsplit} then p._mask & {BLANK_ROW} <> 0 else {same} end, false)"
        f" as alike, {sound} as source_sound, {source.number} as source_number,"
        " s._file as source_file, s._row as source_row,"
        f" case when {of_source} then {source.number} else {parsed.number} end as unit,"
        f" case when {of_source} then s._file else p._file end as unit_file"
    )


def _joined(parsed: Parsed, source: Parsed, queried: Sequence[Sheet]) -> str:
    file, _, row = origin(parsed.sheet, "r")
    same_file = "" if source.sheet.file_column is None else f" and s._file = {file}"
    return (
        f" left join {source.relation} s on s._row = {row}{same_file}"
        f" left join ({_unsplit(source.sheet, queried)}) u on u._file = {file} and u._row = {row}"
    )


def content(row: str, columns: Sequence[str]) -> str:
    """Return SQL for what a row says in these columns, as one hash."""
    cells = (f"{row}.{ident(name)}" for name in (*columns, "_raw"))
    return f"hash({', '.join(cells)})"


def _came_back(parsed: Parsed, column: str) -> bool:
    """Whether a column of the source is still there: whoever mends may delete the others."""
    return not parsed.sheet.absent.issuperset(parsed.match.columns[column])


def _unsplit(source: Sheet, queried: Sequence[Sheet]) -> str:
    """Return SQL for the places of rows that a reader could not split into cells."""
    refused = [sheet for sheet in (source, *queried) if sheet.refused]
    return (
        " union all ".join(
            f"select {literal(sheet.file)} as _file, _row from {ident(sheet.refused or '')}"
            for sheet in refused
        )
        or "select null::varchar as _file, null::bigint as _row where false"
    )
