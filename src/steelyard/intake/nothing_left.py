"""Refusing an input of which nothing is left to assess, with all that may be why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

import duckdb

from steelyard.intake.combine import Combined
from steelyard.intake.memory import Memory
from steelyard.intake.quarantine import examples
from steelyard.intake.reasons import refused_line
from steelyard.intake.recognise import Recognised
from steelyard.intake.sheet import Sheet
from steelyard.intake.unrecognised import lines_to_type
from steelyard.intake.unusable import InputUnusable
from steelyard.words import Message


def refuse_empty(
    connection: duckdb.DuckDBPyConnection,
    combined: Mapping[str, Combined],
    recognised: Recognised,
    sheets: Sequence[Sheet],
    memory: Memory,
) -> None:
    """Raise InputUnusable where there is no sell-in, or not one row of it can be used."""
    notes = _notes_of(sheets, memory)
    if "sell_in" not in combined:
        unused = recognised.unused
        raise InputUnusable(_no_sell_in(recognised), *unused, *lines_to_type(unused), *notes)
    account = combined["sell_in"].account
    if account.rows_kept == 0:
        figures = {"files": ", ".join(account.files), "rows": f"{account.rows_read:,}"}
        if account.rows_read == 0:
            raise InputUnusable(Message("intake.no_rows", figures), *notes)
        reasons = (refused_line(refusal, "sell_in") for refusal in account.refusals)
        shown = examples(connection, combined["sell_in"])
        chosen = _chosen(combined["sell_in"], memory)
        raise InputUnusable(
            Message("intake.no_rows_left", figures), *reasons, *shown, *chosen, *notes
        )


def _chosen(one: Combined, memory: Memory) -> tuple[Message, ...]:
    """Name the columns at fault that somebody chose: the choice may be what is wrong."""
    chosen = memory.table(one.table.name).columns
    faulty = dict.fromkeys(r.column for r in one.account.refusals if r.column in chosen)
    return tuple(
        Message("intake.chosen_column", {"column": column, "header": chosen[column][0]})
        for column in faulty
        if column is not None
    )


def _no_sell_in(recognised: Recognised) -> Message:
    found = ", ".join(
        f"{sheet.place} = {name}"
        for name, matched in recognised.tables.items()
        for sheet, _ in matched
    )
    if not found:
        return Message("intake.no_table_found")
    return Message("intake.no_sell_in", {"found": found})


def _notes_of(sheets: Sequence[Sheet], memory: Memory) -> tuple[Message, ...]:
    """Return what may be why nothing was found: notes on sheets, patterns without a file."""
    notes = [note for sheet in sheets for note in sheet.notes]
    for name, table in memory.tables.items():
        idle = [p for p in table.files if not any(fnmatchcase(s.file, p) for s in sheets)]
        figures = {"table": name, "patterns": ", ".join(idle)}
        notes += [Message("intake.files_match_none", figures)] if idle else []
    return tuple(notes)
