"""What a reader is: the files it takes and how it turns one into sheets.

It knows nothing of any kind of file; those stand one a module beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from steelyard.intake.sheet import Sheet

HEAD_BYTES = 65_536
"""As much of a file as is looked at to tell what it is."""


@dataclass(frozen=True)
class Source:
    """One file to read: where it lies, what messages call it, where its rows go."""

    path: Path
    name: str
    connection: duckdb.DuckDBPyConnection
    work: Path

    def free_name(self, what: str = "sheet") -> str:
        """Return a name no table or view of this connection has: `sheet_1`, `sheet_2` ..."""
        self.connection.execute("CREATE SEQUENCE IF NOT EXISTS sheet_number")
        number = one_number(self.connection, "SELECT nextval('sheet_number')")
        return f"{what}_{number}"


def one_number(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """Return the number a query gives, such as a count or how many rows it inserted."""
    return int(connection.execute(query).fetchall()[0][0])


@dataclass(frozen=True)
class Reader:
    """One kind of file.

    `signatures` are the bytes such files begin with; a reader without any is asked last
    and takes text. `endings` are the usual file endings, lower case with their dot.
    """

    endings: tuple[str, ...]
    signatures: tuple[bytes, ...]
    read: Callable[[Source], list[Sheet]]
