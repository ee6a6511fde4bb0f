"""Quarantine files that come back: each row goes to the sheet that it was refused in.

There it is read as that sheet is: under its headers, without the columns that only other
files had. Rows whose sheet is not brought any more stay together as they came.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from steelyard.intake.asking import number_of
from steelyard.intake.mapping import PLACE_HEADERS, Match, is_fed_back
from steelyard.intake.quarantine_headers import quarantine_headers
from steelyard.intake.quoting import ident, literal
from steelyard.intake.sheet import ORIGIN, Sheet

Matched = tuple[tuple[Sheet, Match], ...]


@dataclass(frozen=True)
class Source:
    """A sheet that rows may have been refused in; `places` are its files and sheet names."""

    table: str
    sheet: Sheet
    match: Match
    places: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class GivenBack:
    """The rows that found their sheets, by table, and the sheets of those that did not."""

    tables: Mapping[str, Matched]
    left: tuple[Sheet, ...]


def is_back(sheet: Sheet) -> bool:
    """Whether the rows came back from quarantine, given to their source or not."""
    return sheet.source is not None or is_fed_back(sheet.headers)


def origin(sheet: Sheet, row: str) -> tuple[str, str, str]:
    """Return SQL for the file, the sheet and the row that a row which came back names."""
    if sheet.source is not None:
        file, name, number = (f"{row}.{column}" for column in ORIGIN)
        return file, name, number
    file, name, number = (
        f"trim(cast({row}.c{sheet.headers.index(header)} as varchar))" for header in PLACE_HEADERS
    )
    # A spreadsheet may have made 12.0 of the row 12.
    whole = f"try_cast(try_cast({number} as double) as bigint)"
    return f"coalesce({file}, '')", f"coalesce({name}, '')", whole


def give_back(
    connection: duckdb.DuckDBPyConnection,
    sheets: Sequence[Sheet],
    tables: Mapping[str, Matched],
    queried: Mapping[str, tuple[Sheet, ...]],
) -> GivenBack:
    """Give the rows of quarantine files to the sheets of `tables` that they were refused in."""
    sources = [
        Source(name, sheet, found, _places(connection, sheet, queried.get(name, ())))
        for name, matched in tables.items()
        for sheet, found in matched
    ] if sheets else []  # fmt: skip
    given: dict[str, list[tuple[Sheet, Match]]] = {}
    left: list[Sheet] = []
    for sheet in sheets:
        parts = list(_parts(connection, sheet, sources))
        for source, part in parts:
            given.setdefault(source.table, []).append((part, source.match))
        left += _left(connection, sheet, [part for _, part in parts])
    return GivenBack({name: tuple(found) for name, found in given.items()}, tuple(left))


def _places(
    connection: duckdb.DuckDBPyConnection, sheet: Sheet, queried: Sequence[Sheet]
) -> frozenset[tuple[str, str]]:
    unsplit = {(used.file, used.sheet or "") for used in queried if used.refused}
    if sheet.file_column is None:
        return frozenset({(sheet.file, sheet.sheet or "")} | unsplit)
    query = f"select distinct {ident(sheet.file_column)} from {ident(sheet.relation)}"
    files = connection.execute(query).fetchall()
    return frozenset({(str(file), "") for (file,) in files} | unsplit)


def _parts(
    connection: duckdb.DuckDBPyConnection, sheet: Sheet, sources: Sequence[Source]
) -> Iterator[tuple[Source, Sheet]]:
    """Yield each source that rows of a quarantine file name, with those rows as its own."""
    named = _named(connection, sheet)
    of: dict[int, list[tuple[str, str]]] = {}
    for place in named:
        found = [n for n, source in enumerate(sources) if place in source.places]
        if found:
            of.setdefault(max(found, key=lambda n: _shared(sheet, sources[n])), []).append(place)
    for n, places in sorted(of.items()):
        yield sources[n], _part(connection, sheet, sources[n].sheet, places, n)


def _named(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> list[tuple[str, str]]:
    """Return the files and sheet names that the rows say they were refused in."""
    file, name, row = origin(sheet, "r")
    query = (
        f"select distinct {file}, {name} from {ident(sheet.relation)} r"
        f" where {row} is not null order by all"
    )
    return [(str(file), str(name)) for file, name in connection.execute(query).fetchall()]


def _shared(sheet: Sheet, source: Source) -> int:
    """Return how many headers of a source the file has: two tables may be read from one."""
    return len(set(quarantine_headers(source.sheet)) & set(sheet.headers))


def _part(
    connection: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    source: Sheet,
    places: Sequence[tuple[str, str]],
    number: int,
) -> Sheet:
    at = {header: n for n, header in reversed(list(enumerate(sheet.headers)))}
    names = quarantine_headers(source)
    cells = [
        f"cast(r.c{at[name]} as varchar) as c{n}" if name in at else f"null::varchar as c{n}"
        for n, name in enumerate(names)
    ]
    from_where = [f"{sql} as {name}" for sql, name in zip(origin(sheet, "r"), ORIGIN, strict=True)]
    file, name, row = origin(sheet, "r")
    listed = ", ".join(f"({literal(one)}, {literal(its)})" for one, its in places)
    from_there = f"{row} is not null and ({file}, {name}) in ({listed})"
    relation = f"{sheet.relation}_of_{number}"
    connection.execute(
        f"create table {relation} as select _row, {', '.join([*cells, *from_where])}"
        f" from {ident(sheet.relation)} r where {from_there}"
    )
    return replace(
        sheet,
        headers=source.headers,
        relation=relation,
        types=tuple("VARCHAR" for _ in names),
        rows_read=_count(connection, relation),
        refused=None,
        notes=(),
        file_column=None,
        parquet=None,
        source=source,
        absent=frozenset(n for n, name in enumerate(names) if name not in at),
    )


def _left(
    connection: duckdb.DuckDBPyConnection, sheet: Sheet, parts: Sequence[Sheet]
) -> list[Sheet]:
    """Return the sheet with the rows that found no source; nothing where none is left."""
    if not parts:
        return [sheet]
    relation = f"{sheet.relation}_left"
    found = " union all ".join(f"select _row from {part.relation}" for part in parts)
    connection.execute(
        f"create table {relation} as select * from {ident(sheet.relation)} r"
        f" anti join ({found}) f on f._row = r._row"
    )
    unsplit = 0 if sheet.refused is None else _count(connection, sheet.refused)
    rows = _count(connection, relation)
    left = replace(sheet, relation=relation, rows_read=rows + unsplit, notes=(), parquet=None)
    return [left] if rows + unsplit else []


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    return number_of(connection, f"select count(*) from {ident(relation)}")
