"""From recognised sheets to the typed views of the tables, each with the account of its rows.

It puts the steps in their order: how cells are written, how a column is made, the sheets of
a table together. What a step does is its own module's business.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import duckdb

from steelyard.intake.cells import cells_of
from steelyard.intake.coerce import Coercion, coercion
from steelyard.intake.combine import Combined, combine
from steelyard.intake.dates import DateSpelling
from steelyard.intake.empty_ids import without_empty_ids
from steelyard.intake.fed_back import Matched
from steelyard.intake.gathered import Gathered
from steelyard.intake.mapping import Match
from steelyard.intake.memory import Memory
from steelyard.intake.parse import Parsed, parse
from steelyard.intake.recognise import Recognised
from steelyard.intake.sheet import Sheet
from steelyard.intake.spellings import Surveyed, spelling
from steelyard.intake.successions import SUCCESSORS
from steelyard.intake.survey import looks_as, survey
from steelyard.tables import TABLES
from steelyard.words import Message

Progress = Callable[[Message], None]


def typed_tables(
    connection: duckdb.DuckDBPyConnection,
    recognised: Recognised,
    queried: Mapping[str, tuple[Sheet, ...]],
    memory: Memory,
    until: dt.date | None,
    tell: Progress,
) -> dict[str, Combined]:
    """Make the view of every table from its sheets; `queried` are those a query used."""
    combined: dict[str, Combined] = {}
    numbers = itertools.count()
    troubles = Gathered()
    # Who took over whose business is held against the dealers that the other tables know.
    in_turn = sorted(recognised.tables.items(), key=lambda one: one[0] == SUCCESSORS)
    for name, matched in in_turn:
        tell(Message("intake.checking", {"table": name}))
        with troubles.of():
            parsed = _parse(connection, name, matched, memory, numbers)
            used = queried.get(name, ())
            combined[name] = combine(connection, TABLES[name], parsed, until, used, memory.corrects)
    troubles.tell()
    return combined


def _parse(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    matched: Matched,
    memory: Memory,
    numbers: Iterator[int],
) -> tuple[Parsed, ...]:
    said, chosen = memory.table(name).date_order, memory.table(name).columns
    understood: dict[str, tuple[Surveyed, Match]] = {}
    for sheet, found in matched:
        source = understood.get(sheet.source.relation) if sheet.source else None
        understood[sheet.relation] = (
            _understood(connection, sheet, found, chosen)
            if source is None
            else _understood_as(connection, sheet, *source)
        )
    surveyed = [one for one, _ in understood.values()]
    return tuple(
        parse(
            connection,
            next(numbers),
            one.sheet,
            found,
            _coercions(one, name, surveyed, said),
            one.repeats,
        )
        for one, found in understood.values()
    )


def _coercions(
    one: Surveyed, table: str, surveyed: Sequence[Surveyed], said: str | None
) -> tuple[Coercion, ...]:
    """Return how each column of a sheet is made; its sisters help to tell day from month."""
    spelled = {
        cells.column.name: spelling(cells, one, table, surveyed, said)
        for cells in one.cells
        if cells.column.kind == "date"
    }
    return tuple(
        coercion(
            cells, one.looks[cells.column.name], spelled.get(cells.column.name, DateSpelling())
        )
        for cells in one.cells
    )


def _understood(
    connection: duckdb.DuckDBPyConnection,
    sheet: Sheet,
    found: Match,
    chosen: Mapping[str, tuple[str, ...]],
) -> tuple[Surveyed, Match]:
    """Return how a sheet's cells are written, and the columns it has when empty ones are out."""
    one = _surveyed(connection, sheet, found)
    filled = without_empty_ids(connection, one, found, chosen)
    return (one if filled is found else _surveyed(connection, sheet, filled)), filled


def _understood_as(
    connection: duckdb.DuckDBPyConnection, sheet: Sheet, source: Surveyed, found: Match
) -> tuple[Surveyed, Match]:
    """Return how a few rows of a sheet are to be read: as the whole of it is."""
    one = _surveyed(connection, sheet, found)
    return replace(one, looks=looks_as(one.looks, source.looks, source.cells)), found


def _surveyed(connection: duckdb.DuckDBPyConnection, sheet: Sheet, found: Match) -> Surveyed:
    cells = cells_of(sheet, found)
    looks, repeats = survey(connection, sheet, cells)
    return Surveyed(sheet, cells, looks, repeats)
