"""Intake from end to end: files in, typed tables and an account of every row out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import duckdb
import pyarrow as pa

from steelyard.intake.assign import Matched, assign
from steelyard.intake.cells import cells_of
from steelyard.intake.coerce import coercion
from steelyard.intake.combine import Combined, combine
from steelyard.intake.dates import DateSpelling
from steelyard.intake.empty_ids import notes_on_empty_ids, without_empty_ids
from steelyard.intake.folder import Brought, look_into
from steelyard.intake.mapping import Match
from steelyard.intake.memory import IGNORE, Memory, merged
from steelyard.intake.overrides import (
    from_overrides,
    refuse_unknown_files,
    refuse_unknown_tables,
)
from steelyard.intake.parse import Parsed, parse
from steelyard.intake.quarantine import examples, quarantine
from steelyard.intake.readers import read_file, read_parts
from steelyard.intake.recognise import Recognised
from steelyard.intake.remembered import remember
from steelyard.intake.result import Intake
from steelyard.intake.sell_in_master import dealers_from_sell_in
from steelyard.intake.sheet import Sheet
from steelyard.intake.spellings import Surveyed, spelling
from steelyard.intake.survey import survey
from steelyard.intake.troubles import troubles_told
from steelyard.intake.unusable import InputUnusable
from steelyard.intake.workspace import open_workspace
from steelyard.settings import Settings, UnknownSetting, settings_from
from steelyard.tables import TABLES
from steelyard.words import Message

Progress = Callable[[Message], None]


def read(
    source: Path,
    *,
    work: Path,
    until: dt.date | None = None,
    overrides: Mapping[str, str] | None = None,
    config: Path | None = None,
    progress: Progress | None = None,
) -> Intake:
    """Read a folder of tables, or one file, into typed tables on a connection.

    `work` is a private folder for rows and scratch files; the connection it comes with
    reads and writes only there and below the input. Rows dated after `until` are counted
    and left out. `overrides` are `--map` decisions, which are remembered beside the data.
    `config` takes the place of the folder's `steelyard.toml`. Raises InputUnusable, with
    every problem found, where there is nothing to assess.
    """
    tell = progress or (lambda _: None)
    brought = look_into(Path(source), config)
    memory = merged(brought.memory, from_overrides(overrides or {}))
    settings = _settings(memory, brought)
    connection = open_workspace(work, brought.root)
    try:
        with troubles_told(brought.root):
            sheets, left_out = _read_files(brought, memory, connection, work, tell)
            refuse_unknown_files(overrides or {}, sheets, brought.names)
            recognised, queried = assign(connection, sheets, memory, brought.config.name)
            refuse_unknown_tables(overrides or {}, sheets, recognised.tables)
            combined = _combine(connection, recognised, queried, memory, until, tell)
            _refuse_empty(connection, combined, recognised, _notes_of(sheets, memory))
    except BaseException:
        connection.close()
        raise
    ignored = {name for name, table in memory.places.items() if table == IGNORE}
    notes = [note for sheet in sheets if sheet.file not in ignored for note in sheet.notes]
    notes += remember(brought.config, overrides) if overrides else ()
    notes += _stand_ins(combined)
    from_lines = "dealers" not in combined and dealers_from_sell_in(connection, _mapped(combined))
    notes += [Message("intake.dealers_from_sell_in")] if from_lines else []

    def refused_rows(table: str) -> pa.Table:
        return quarantine(connection.cursor(), combined[table])

    def first_refused(table: str) -> tuple[Message, ...]:
        return examples(connection.cursor(), combined[table])

    return Intake(
        connection=connection,
        tables={name: one.account for name, one in combined.items()},
        settings=settings,
        notes=tuple(notes),
        unused=(*brought.passed_over, *left_out, *recognised.unused),
        dealers_known="dealers" in combined or from_lines,
        refused_rows=refused_rows,
        first_refused=first_refused,
    )


def _settings(memory: Memory, brought: Brought) -> Settings:
    try:
        return settings_from(memory.settings)
    except UnknownSetting as error:
        why = {"file": brought.config.name, "reason": error.message}
        raise InputUnusable(Message("intake.setting", why)) from error


def _read_files(
    brought: Brought,
    memory: Memory,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    tell: Progress,
) -> tuple[list[Sheet], list[Message]]:
    """Read every file; all that cannot be read, and are not to be left out, are told at once.

    A file that is left out is still read, because a query may use it.
    """
    sheets: list[Sheet] = []
    left_out: list[Message] = []
    problems: list[Message] = []
    for name, path in brought.paths.items():
        tell(Message("intake.reading", {"file": name}))
        reader = read_parts if path.is_dir() else read_file
        try:
            sheets += reader(path, name, connection, work)
        except InputUnusable as error:
            if memory.places.get(name) == IGNORE:
                left_out.append(Message("intake.ignored", {"place": name}))
            else:
                problems += error.messages
    if problems:
        if len(brought.paths) > 1:
            problems.append(Message("intake.may_ignore", {"file": brought.config.name}))
        raise InputUnusable(*problems)
    return sheets, left_out


def _combine(
    connection: duckdb.DuckDBPyConnection,
    recognised: Recognised,
    queried: Mapping[str, tuple[Sheet, ...]],
    memory: Memory,
    until: dt.date | None,
    tell: Progress,
) -> dict[str, Combined]:
    combined: dict[str, Combined] = {}
    numbers = iter(range(10**6))
    for name, matched in recognised.tables.items():
        tell(Message("intake.checking", {"table": name}))
        parsed = _parse(connection, name, matched, memory, numbers)
        used = queried.get(name, ())
        combined[name] = combine(connection, TABLES[name], parsed, until, used)
    return combined


def _parse(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    matched: Matched,
    memory: Memory,
    numbers: object,
) -> tuple[Parsed, ...]:
    said, chosen = memory.table(name).date_order, memory.table(name).columns
    understood = [_understood(connection, sheet, found, chosen) for sheet, found in matched]
    surveyed = [one for one, _ in understood]
    parsed = []
    for one, found in understood:
        coercions = tuple(
            coercion(
                cells,
                one.looks[cells.column.name],
                spelling(cells, one, name, surveyed, said)
                if cells.column.kind == "date"
                else DateSpelling(),
            )
            for cells in one.cells
        )
        parsed.append(parse(connection, next(numbers), one.sheet, found, coercions, one.repeats))  # type: ignore[call-overload]
    return tuple(parsed)


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


def _surveyed(connection: duckdb.DuckDBPyConnection, sheet: Sheet, found: Match) -> Surveyed:
    cells = cells_of(sheet, found)
    looks, repeats = survey(connection, sheet, cells)
    return Surveyed(sheet, cells, looks, repeats)


def _refuse_empty(
    connection: duckdb.DuckDBPyConnection,
    combined: Mapping[str, Combined],
    recognised: Recognised,
    notes: tuple[Message, ...],
) -> None:
    if "sell_in" not in combined:
        found = ", ".join(
            f"{sheet.place} = {name}"
            for name, matched in recognised.tables.items()
            for sheet, _ in matched
        )
        nothing = Message("intake.no_sell_in", {"found": found or "-"})
        raise InputUnusable(nothing, *recognised.unused, *notes)
    account = combined["sell_in"].account
    if account.rows_kept == 0:
        figures = {"files": ", ".join(account.files), "rows": account.rows_read}
        reasons = (refusal.message for refusal in account.refusals)
        shown = examples(connection, combined["sell_in"])
        raise InputUnusable(Message("intake.no_rows_left", figures), *reasons, *shown, *notes)


def _notes_of(sheets: Sequence[Sheet], memory: Memory) -> tuple[Message, ...]:
    """Return what may be why nothing was found: notes on sheets, patterns without a file."""
    notes = [note for sheet in sheets for note in sheet.notes]
    for name, table in memory.tables.items():
        idle = [p for p in table.files if not any(fnmatchcase(s.file, p) for s in sheets)]
        figures = {"table": name, "patterns": ", ".join(idle)}
        notes += [Message("intake.files_match_none", figures)] if idle else []
    return tuple(notes)


def _stand_ins(combined: Mapping[str, Combined]) -> list[Message]:
    """Tell where a name serves as an id because there is no code, and what stands for both."""
    notes = []
    for name, one in combined.items():
        for sheet, found in ((parsed.sheet, parsed.match) for parsed in one.sheets):
            notes += notes_on_empty_ids(sheet, found)
            for column in sorted(found.weak & {"dealer_id", "product_id"}):
                header = sheet.headers[found.columns[column][0]]
                figures = {"place": sheet.place, "table": name, "column": column, "header": header}
                notes.append(Message("intake.name_for_code", figures))
    return notes


def _mapped(combined: Mapping[str, Combined]) -> set[str]:
    return {name for parsed in combined["sell_in"].sheets for name in parsed.match.columns}
