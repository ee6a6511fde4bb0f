"""Every file of the input as sheets, before anybody knows which table a sheet is.

It knows which files were brought and which may be passed over; what a row means it does not.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb

from steelyard.intake.folder import Brought
from steelyard.intake.gathered import Gathered
from steelyard.intake.memory import IGNORE, Memory
from steelyard.intake.readers import read_file, read_parts
from steelyard.intake.sheet import Sheet
from steelyard.intake.unusable import InputUnusable
from steelyard.words import Message

Progress = Callable[[Message], None]


def open_files(
    brought: Brought,
    memory: Memory,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    tell: Progress,
    troubles: Gathered,
) -> tuple[list[Sheet], list[Message]]:
    """Read every file; those that cannot be read, and are not to be left out, are `troubles`.

    A file that is left out is still read, because a query may use it.
    """
    sheets: list[Sheet] = []
    left_out: list[Message] = []
    unread = 0
    for name, path in brought.paths.items():
        tell(Message("intake.reading", {"file": name}))
        reader = read_parts if path.is_dir() else read_file
        try:
            sheets += reader(path, name, connection, work)
        except InputUnusable as error:
            if memory.places.get(name) == IGNORE:
                left_out.append(Message("intake.ignored", {"place": name}))
            else:
                troubles.add(*error.messages, unread=True)
                unread += 1
    if unread and len(brought.paths) > 1:
        troubles.add(Message("intake.may_ignore", {"file": brought.config.name}))
    return sheets, left_out
