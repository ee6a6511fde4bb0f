"""What is told of a sheet that fits no table: what was seen, what is wanting, what to type.

It finds sentences only; whether a sheet fits is decided in `recognise`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from steelyard.intake.listed import headers_of
from steelyard.intake.mapping import Match
from steelyard.intake.sheet import Sheet
from steelyard.tables import Column
from steelyard.words import Message

_MAY_BE_TOLD = 3


def lacks_columns(sheet: Sheet, found: Match) -> Message:
    """Return what a sheet lacks of the table that it is said to be."""
    figures = {
        "place": sheet.place,
        "table": found.table.name,
        "columns": _named(found.missing),
        "headers": headers_of(sheet),
        "line": _map_line(found.table.name, found.missing),
    }
    return Message("intake.lacks_columns", figures)


def fits_none(sheet: Sheet, fits: Sequence[Match]) -> Message:
    """Return what is told of a sheet that is no table, with the one it comes nearest to."""
    found = max((fit for fit in fits if fit.missing), key=_nearness)
    figures = {
        "place": sheet.place,
        "rows": sheet.rows_read,
        "headers": headers_of(sheet),
        "table": found.table.name,
        "columns": _named(found.missing),
        "line": f"--map {_quoted(f'{sheet.place}={found.table.name}')} "
        + _map_line(found.table.name, found.missing),
    }
    return Message("intake.no_table", figures)


def lines_to_type(unused: Iterable[Message]) -> list[Message]:
    """Return what to type for the first sheets that may be sell-in after all."""
    near = [m for m in unused if m.key == "intake.no_table" and m.figures["table"] == "sell_in"]
    return [Message("intake.map_it", m.figures) for m in near[:_MAY_BE_TOLD]]


def _nearness(fit: Match) -> tuple[int, bool, int]:
    """Order tables by what is there; of equals sell-in, which is wanted above all."""
    there = len(fit.table.required_columns) - len(fit.missing)
    stand_ins = sum(column.when_absent is not None for column in fit.table.required_columns)
    return there - stand_ins, fit.table.required, -len(fit.missing)


def _named(columns: Iterable[Column]) -> str:
    return ", ".join(f"{column.name} ({column.zh})" for column in columns)


def _map_line(table: str, columns: Iterable[Column]) -> str:
    return " ".join(f"--map {_quoted(f'{table}.{column.name}=?')}" for column in columns)


def _quoted(text: str) -> str:
    """Return a word as a shell takes it; a quote within is rare and ends the quotes."""
    return "'" + text.replace("'", "'\\''") + "'"
