"""Which sheets make which table: those recognised, and those that a query makes."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from steelyard.intake.asking import row_of
from steelyard.intake.fed_back import Matched, give_back
from steelyard.intake.gathered import Gathered
from steelyard.intake.mapping import Match, find_header, is_fed_back, match
from steelyard.intake.memory import IGNORE, Memory
from steelyard.intake.query import run_query
from steelyard.intake.quoting import ident
from steelyard.intake.recognise import Recognised, decided, recognise
from steelyard.intake.sheet import Sheet
from steelyard.intake.unfound import unfound
from steelyard.intake.unusable import InputUnusable
from steelyard.tables import TABLES
from steelyard.words import Message


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
    for name, said in memory.tables.items():
        with troubles.of():
            if said.query is not None:
                sheet, used = run_query(connection, name, said.query, sheets, config)
                queried[name] = used
                made[name] = ((sheet, _match_query(name, sheet, memory)),)
    back = [sheet for sheet in sheets if _comes_back(sheet, memory, queried)]
    recognised = recognise([sheet for sheet in sheets if sheet not in back], memory, distinct)
    if recognised.problems:
        troubles.add(*_misnamed(recognised.problems, sheets, memory), *recognised.problems)
    troubles.tell()
    tables = _together(made, recognised.tables)
    given = give_back(connection, back, tables, queried)
    left = recognise(given.left, memory, distinct)
    if left.problems:
        raise InputUnusable(*_misnamed(left.problems, sheets, memory), *left.problems)
    tables = _together(tables, left.tables, given.tables)
    used_somewhere = {sheet.place for used in queried.values() for sheet in used}
    unused = (*recognised.unused, *left.unused)
    unused = tuple(m for m in unused if m.figures.get("place") not in used_somewhere)
    _refuse_wrong_headers(tables, memory)
    return Recognised(tables, unused, ()), queried


def _comes_back(sheet: Sheet, memory: Memory, queried: Mapping[str, tuple[Sheet, ...]]) -> bool:
    """Whether rows of a sheet go to the sheets that they were refused in."""
    in_query = any(sheet in used for used in queried.values())
    return is_fed_back(sheet.headers) and not in_query and decided(sheet, memory) != IGNORE


def _together(*parts: Mapping[str, Matched]) -> dict[str, Matched]:
    """Return the sheets of each table, in the order of the tables."""
    return {
        name: tuple(one for part in parts for one in part.get(name, ()))
        for name in TABLES
        if any(name in part for part in parts)
    }


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
