"""Decisions given on the command line: `--map table.column=HEADER`, `--map FILE=table`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from steelyard.intake.memory import (
    IGNORE,
    Memory,
    TableMemory,
    known_column,
    known_date_order,
    merged,
    wrong,
)
from steelyard.intake.sheet import Sheet
from steelyard.tables import TABLES


def from_overrides(overrides: Mapping[str, str]) -> Memory:
    """Return what was given as decisions; InputUnusable says how to write it."""
    memory = Memory()
    for key, value in overrides.items():
        table, _, column = key.partition(".")
        if value == IGNORE or (value in TABLES and table not in TABLES):
            memory = replace(memory, places={**memory.places, key: value})
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


def refuse_unknown_files(overrides: Mapping[str, str], sheets: Sequence[Sheet]) -> None:
    """Raise InputUnusable for `--map FILE=table` where there is no such file or sheet.

    A file that was remembered and is not there this month is no mistake; one that is named
    now is.
    """
    known = {name for s in sheets for name in (s.file, s.place, f"{s.file}/{s.sheet}")}
    for key, value in from_overrides(overrides).places.items():
        if key not in known and value != IGNORE:
            there = ", ".join(dict.fromkeys(sheet.place for sheet in sheets))
            raise wrong("map_no_file", key=key, value=value, known=there)
