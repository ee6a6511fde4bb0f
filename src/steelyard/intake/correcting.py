"""Which file corrects which, as somebody decided: names made into files of one table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter

import duckdb

from steelyard.intake.memory import wrong
from steelyard.intake.parse import Parsed
from steelyard.intake.quoting import literal
from steelyard.intake.sheet import Sheet
from steelyard.words import Message

Decided = Mapping[str, tuple[str, ...]]
"""A file, and the names (or patterns) of those that it corrects."""


@dataclass(frozen=True)
class FileRows:
    """The rows that one file, or one sheet of a workbook, has for a table."""

    parsed: Parsed
    file: str
    place: str
    """How messages name it."""

    @property
    def names(self) -> tuple[str, ...]:
        """What a person may call it; rows that came back are those of their source."""
        sheet = self.origin
        own = () if self.parsed.sheet.source else (self.file,)
        return (*own, sheet.file, sheet.place, f"{sheet.file}/{sheet.sheet}")

    @property
    def origin(self) -> Sheet:
        """The sheet that the rows were brought in, or refused in before they came back."""
        return self.parsed.sheet.source or self.parsed.sheet

    @property
    def of_one(self) -> tuple[str, str]:
        """What is alike for rows of one file, those that came back to it among them."""
        origin = self.origin
        return origin.relation, "" if origin.file_column is None else self.file

    @property
    def rows(self) -> str:
        """SQL for the rows, `p`."""
        return f"{self.parsed.relation} p where p._file = {literal(self.file)}"


def is_named(name: str, wanted: str, there: Collection[str] = ()) -> bool:
    """Whether a file of that name is meant, by its name or by a pattern.

    What is the name of a file that is `there` is no pattern: a browser writes `3月[1].csv`.
    """
    return name == wanted or (wanted not in there and fnmatchcase(name, wanted))


def correcting(
    connection: duckdb.DuckDBPyConnection, sheets: Sequence[Parsed], decided: Decided
) -> list[tuple[FileRows, FileRows]]:
    """Return the pairs of files of which the first corrects the second.

    Sheets that one name names together do not correct each other, whatever a pattern says.
    Raises InputUnusable where files correct each other in a circle: nothing would be left.
    """
    if not decided:
        return []
    files = [
        FileRows(parsed, file, place_of(parsed, file, sheets))
        for parsed in sheets
        for file in _files(connection, parsed)
    ]
    there = {name for file in files for name in file.names}
    pairs = [
        (by, of)
        for name, corrected in decided.items()
        for by in files
        if name in by.names
        for of in files
        if of.of_one != by.of_one
        and name not in of.names
        and any(is_named(known, one, there) for known in of.names for one in corrected)
    ]
    _refuse_circle(pairs)
    return pairs


def not_there(decided: Decided, sheets: Sequence[Sheet], names: Collection[str]) -> list[Message]:
    """Return a note on each decision with a file that is mistyped, or not brought any more.

    `names` are all files of the folder. It is no error: a file may be missing this month.
    """
    known = {name for s in sheets for name in (s.file, s.place, f"{s.file}/{s.sheet}")}.union(names)
    notes: list[Message] = []
    for by, of in decided.items():
        absent = [one for one in of if not any(is_named(name, one) for name in known)]
        absent = absent if by in known else [by, *absent]
        notes += [Message("intake.corrects_nobody", {"by": by, "absent": one}) for one in absent]
    return notes


def without_effect(decided: Decided, tables: Collection[Sequence[Parsed]]) -> list[Message]:
    """Return a note on each file that corrects files of another table only, which is nothing."""
    notes = []
    for by, of in decided.items():
        mine = [sheets for sheets in tables if any(by in _names(p) for p in sheets)]
        theirs = [
            sheets
            for sheets in tables
            if any(is_named(name, one) for p in sheets for name in _names(p) for one in of)
        ]
        if mine and theirs and not any(sheets in theirs for sheets in mine):
            figures = {"by": by, "of": ", ".join(of)}
            notes.append(Message("intake.corrects_other_table", figures))
    return notes


def _names(parsed: Parsed) -> tuple[str, ...]:
    sheet = parsed.sheet
    return sheet.file, sheet.place, f"{sheet.file}/{sheet.sheet}"


def place_of(parsed: Parsed, file: str, sheets: Sequence[Parsed]) -> str:
    """Return how messages name a file; with the sheet only where the table has several of it."""
    alone = sum(other.sheet.file == file and not other.sheet.source for other in sheets) < 2
    return file if alone or parsed.sheet.file_column is not None else parsed.sheet.place


def _files(connection: duckdb.DuckDBPyConnection, parsed: Parsed) -> list[str]:
    if parsed.sheet.file_column is None:
        return [parsed.sheet.file]
    asked = f"select distinct _file from {parsed.relation} order by 1"
    return [file for (file,) in connection.execute(asked).fetchall()]


def _refuse_circle(pairs: Sequence[tuple[FileRows, FileRows]]) -> None:
    graph: TopologicalSorter[tuple[str, str]] = TopologicalSorter()
    for by, of in pairs:
        graph.add(by.of_one, of.of_one)
    try:
        graph.prepare()
    except CycleError as error:
        # Of rows that came back the sheet that they go to is named.
        named = {f.of_one: f.place if f.parsed.sheet is f.origin else f.origin.place
                 for pair in pairs for f in pair}  # fmt: skip
        circle = " -> ".join(named[node] for node in reversed(error.args[1]))
        raise wrong("corrects_circle", files=circle) from error
