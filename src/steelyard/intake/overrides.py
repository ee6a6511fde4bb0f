"""Decisions given on the command line: `--map X=Y`.

`table.column=HEADER`, `table.date_order=mdy`, `FILE=table`, `corrects.FILE=FILE`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import duckdb

from steelyard.intake.correcting import is_named
from steelyard.intake.mapping import find_header
from steelyard.intake.memory import (
    CORRECTS,
    IGNORE,
    Memory,
    TableMemory,
    known_column,
    known_date_order,
    merged,
    other_files,
    wrong,
)
from steelyard.intake.quoting import ident
from steelyard.intake.sheet import Sheet
from steelyard.intake.unfound import unfound
from steelyard.intake.unusable import InputUnusable
from steelyard.tables import TABLES


def from_overrides(overrides: Mapping[str, str]) -> Memory:
    """Return what was given as decisions; InputUnusable says how to write it."""
    memory = Memory()
    for key, value in overrides.items():
        table, _, column = key.partition(".")
        if value == IGNORE or (value in TABLES and table not in TABLES):
            memory = replace(memory, places={**memory.places, key: value})
            continue
        if table == CORRECTS and column:
            corrected = {column: other_files(column, (value,), "--map")}
            memory = replace(memory, corrects={**memory.corrects, **corrected})
            continue
        if table not in TABLES:
            raise wrong("map_unknown", key=key, value=value, known=", ".join(TABLES))
        added = (
            TableMemory(date_order=known_date_order(value, "--map"))
            if column == "date_order"
            else TableMemory(columns={known_column(table, column, "--map"): (value,)})
        )
        memory = merged(memory, Memory(tables={table: added}))
    return memory


def refuse_unknown_files(
    connection: duckdb.DuckDBPyConnection,
    overrides: Mapping[str, str],
    sheets: Sequence[Sheet],
    names: Sequence[str],
) -> None:
    """Raise InputUnusable for `--map FILE=...` where there is no such file or sheet.

    `names` are all files of the folder, read or not. A file that was remembered and is not
    there this month is no mistake; one that is named now is.
    """
    known = {name for s in sheets for name in (s.file, s.place, f"{s.file}/{s.sheet}")}
    decided, known = from_overrides(overrides), known.union(names)
    absent = [(key, value) for key, value in decided.places.items() if key not in known]
    parts = _part_files(connection, sheets) if decided.corrects else set()
    absent += [
        (f"{CORRECTS}.{by}", one)
        for by, of in decided.corrects.items()
        for one in of
        if by not in known | parts or not any(is_named(name, one) for name in known | parts)
    ]
    for key, value in absent:
        there = dict.fromkeys([*(sheet.place for sheet in sheets), *_unread(names, sheets)])
        raise wrong("map_no_file", key=key, value=value, known=", ".join(there))


def _part_files(connection: duckdb.DuckDBPyConnection, sheets: Sequence[Sheet]) -> set[str]:
    """Return the files that a folder of parts is read from, as messages name them."""
    asked = [
        f"select distinct {ident(sheet.file_column)} from {ident(sheet.relation)}"
        for sheet in sheets
        if sheet.file_column is not None
    ]
    return {file for query in asked for (file,) in connection.execute(query).fetchall()}


def refuse_unknown_tables(
    overrides: Mapping[str, str], sheets: Sequence[Sheet], tables: Collection[str]
) -> None:
    """Raise InputUnusable for `--map TABLE.column=...` where that table was not brought.

    `tables` are those that were. Without sell-in nothing can be done, whatever `--map` says,
    so only a header that is nowhere is told of then.
    """
    for key, value in overrides.items():
        table, _, column = key.partition(".")
        if table not in TABLES or table in tables or key in from_overrides({key: value}).places:
            continue
        if column != "date_order" and all(find_header(s.headers, value) is None for s in sheets):
            raise InputUnusable(unfound(table, column, [value], [s.headers for s in sheets]))
        if table != "sell_in":
            raise wrong("map_no_table", key=key, value=value, table=table)


def _unread(names: Sequence[str], sheets: Sequence[Sheet]) -> list[str]:
    """Return the files of which no sheet was read; parts are sheets of their folder."""
    read = {sheet.file for sheet in sheets} | {sheet.file.partition("/")[0] for sheet in sheets}
    return [name for name in names if name not in read]
