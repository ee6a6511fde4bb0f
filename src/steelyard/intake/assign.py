"""Which sheets make which table: those recognised, and those that a query makes."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from steelyard.intake.asking import row_of
from steelyard.intake.gathered import Gathered
from steelyard.intake.mapping import Match, find_header, match
from steelyard.intake.memory import Memory
from steelyard.intake.query import run_query
from steelyard.intake.quoting import ident
from steelyard.intake.recognise import Recognised, recognise
from steelyard.intake.sheet import Sheet
from steelyard.intake.unfound import unfound
from steelyard.intake.unusable import InputUnusable
from steelyard.tables import TABLES
from steelyard.words import Message

Matched = tuple[tuple[Sheet, Match], ...]


def assign(
    connection: duckdb.DuckDBPyConnection, sheets: list[Sheet], memory: Memory, config: str
) -> tuple[Recognised, dict[str, tuple[Sheet, ...]]]:
    """Return the sheets of each table, and for tables made by a query what it used.

    `config` is what messages call the file that holds the queries. Raises InputUnusable with
    every problem of recognition.
    """

    def distinct(sheet: Sheet, place: int) -> float:
        query = f"select count(distinct c{place}), count(c{place}) from {ident(sheet.relation)}"
        different, filled = row_of(connection, query)
        return float(different) / filled if filled else 0.0

    made: dict[str, Matched] = {}
    queried: dict[str, tuple[Sheet, ...]] = {}
    troubles = Gathered()
    for name, decided in memory.tables.items():
        with troubles.of():
            if decided.query is not None:
                sheet, used = run_query(connection, name, decided.query, sheets, config)
                queried[name] = used
                made[name] = ((sheet, _match_query(name, sheet, memory)),)
    recognised = recognise(sheets, memory, distinct)
    if recognised.problems:
        troubles.add(*_misnamed(recognised.problems, sheets, memory), *recognised.problems)
    troubles.tell()
    tables = {
        name: (*made.get(name, ()), *recognised.tables.get(name, ()))
        for name in TABLES
        if name in made or name in recognised.tables
    }
    used_somewhere = {sheet.place for used in queried.values() for sheet in used}
    unused = tuple(m for m in recognised.unused if m.figures.get("place") not in used_somewhere)
    _refuse_wrong_headers(tables, memory)
    return Recognised(tables, unused, ()), queried


def _match_query(name: str, sheet: Sheet, memory: Memory) -> Match:
    found = match(sheet.headers, TABLES[name], memory.table(name).columns)
    wanting = [*(column.name for column in found.missing), *found.ambiguous]
    if wanting:
        figures = {"table": name, "file": sheet.file, "columns": ", ".join(wanting)}
        raise InputUnusable(Message("intake.query_columns", figures))
    return found


def _misnamed(problems: tuple[Message, ...], sheets: list[Sheet], memory: Memory) -> list[Message]:
    """Tell first of headers that somebody decided on and that the sheet in question lacks."""
    told: list[Message] = []
    for sheet in sheets:
        of = {m.figures.get("table") for m in problems if m.figures.get("place") == sheet.place}
        for name in TABLES:
            wanted = memory.table(name).columns.items() if name in of else ()
            for column, headers in wanted:
                if all(find_header(sheet.headers, header) is None for header in headers):
                    told.append(unfound(name, column, headers, [sheet.headers]))
    return told


def _refuse_wrong_headers(tables: Mapping[str, Matched], memory: Memory) -> None:
    """Raise where a header that somebody decided on stands in no sheet of its table."""
    problems = []
    for name, matched in tables.items():
        for column, wanted in memory.table(name).columns.items():
            found = [find_header(sheet.headers, w) for sheet, _ in matched for w in wanted]
            if all(place is None for place in found):
                there = [sheet.headers for sheet, _ in matched]
                problems.append(unfound(name, column, wanted, there))
    if problems:
        raise InputUnusable(*problems)
