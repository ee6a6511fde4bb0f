"""Questions to DuckDB that have one row for an answer.

The result is fetched to its end: a connection with an unfinished result does no other work.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb


def row_of(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[object] = ()
) -> tuple[Any, ...]:
    """Return the only row of a query."""
    rows = connection.execute(query, list(parameters)).fetchall()
    return tuple(rows[0])


def number_of(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    """Return the one number a query gives."""
    return int(row_of(connection, query)[0])
