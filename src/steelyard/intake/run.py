"""Intake from end to end: files in, typed tables and an account of every row out.

It puts the steps in their order and closes the workspace where one fails; each step is a
module of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from steelyard.intake.assign import assign
from steelyard.intake.combine import Combined
from steelyard.intake.correcting import not_there, without_effect
from steelyard.intake.folder import Brought, look_into
from steelyard.intake.gathered import Gathered
from steelyard.intake.memory import IGNORE, Memory, merged
from steelyard.intake.nothing_left import refuse_empty
from steelyard.intake.open_files import open_files
from steelyard.intake.overrides import (
    from_overrides,
    refuse_unknown_files,
    refuse_unknown_tables,
)
from steelyard.intake.quarantine import examples, quarantine
from steelyard.intake.remembered import remember
from steelyard.intake.result import Intake
from steelyard.intake.sell_in_master import dealers_from_sell_in
from steelyard.intake.sheet import Sheet
from steelyard.intake.stand_ins import stand_ins
from steelyard.intake.troubles import troubles_told
from steelyard.intake.typed_tables import typed_tables
from steelyard.intake.unusable import InputUnusable
from steelyard.intake.workspace import open_workspace
from steelyard.settings import Settings, UnknownSetting, settings_from
from steelyard.words import Message

Progress = Callable[[Message], None]


@dataclass(frozen=True)
class _Tables:
    """What came of the files: their sheets, the tables made of them, what was passed over."""

    sheets: list[Sheet]
    combined: dict[str, Combined]
    unused: tuple[Message, ...]


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
    decided = overrides or {}
    brought = look_into(Path(source), config)
    memory = merged(brought.memory, from_overrides(decided))
    settings = _settings(memory, brought)
    connection = open_workspace(work, brought.root)
    try:
        with troubles_told(brought.root):
            tell = progress or (lambda _: None)
            made = _tables(connection, brought, memory, work, until, decided, tell)
            return _intake(connection, made, brought, memory, settings, decided)
    except BaseException:
        connection.close()
        raise


def _tables(
    connection: duckdb.DuckDBPyConnection,
    brought: Brought,
    memory: Memory,
    work: Path,
    until: dt.date | None,
    overrides: Mapping[str, str],
    tell: Progress,
) -> _Tables:
    troubles = Gathered()
    sheets, left_out = open_files(brought, memory, connection, work, tell, troubles)

    def understood() -> _Tables:
        refuse_unknown_files(connection, overrides, sheets, brought.names)
        recognised, queried = assign(connection, sheets, memory, brought.config.name)
        if not troubles.unread:  # else it may be in the file that could not be read
            refuse_unknown_tables(overrides, sheets, recognised.tables)
        combined = typed_tables(connection, recognised, queried, memory, until, tell)
        refuse_empty(connection, combined, recognised, sheets, memory)
        return _Tables(sheets, combined, (*brought.passed_over, *left_out, *recognised.unused))

    return troubles.last(understood)


def _intake(
    connection: duckdb.DuckDBPyConnection,
    made: _Tables,
    brought: Brought,
    memory: Memory,
    settings: Settings,
    overrides: Mapping[str, str],
) -> Intake:
    combined = made.combined
    notes = _notes_on_sheets(made.sheets, memory)
    notes += remember(brought.config, overrides) if overrides else ()
    notes += not_there(memory.corrects, made.sheets, brought.names)
    notes += without_effect(memory.corrects, [one.sheets for one in combined.values()])
    notes += stand_ins(combined)
    from_lines = "dealers" not in combined and dealers_from_sell_in(connection, _mapped(combined))
    notes += [Message("intake.dealers_from_sell_in")] if from_lines else []
    return Intake(
        connection=connection,
        tables={name: one.account for name, one in combined.items()},
        settings=settings,
        notes=tuple(notes),
        unused=made.unused,
        dealers_known="dealers" in combined or from_lines,
        refused_rows=lambda table: quarantine(connection.cursor(), combined[table]),
        first_refused=lambda table: examples(connection.cursor(), combined[table]),
    )


def _notes_on_sheets(sheets: list[Sheet], memory: Memory) -> list[Message]:
    ignored = {name for name, table in memory.places.items() if table == IGNORE}
    return [note for sheet in sheets if sheet.file not in ignored for note in sheet.notes]


def _mapped(combined: Mapping[str, Combined]) -> set[str]:
    return {name for parsed in combined["sell_in"].sheets for name in parsed.match.columns}


def _settings(memory: Memory, brought: Brought) -> Settings:
    try:
        return settings_from(memory.settings)
    except UnknownSetting as error:
        why = {"file": brought.config.name, "reason": error.message}
        raise InputUnusable(Message("intake.setting", why)) from error
