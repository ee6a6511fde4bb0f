"""Tables drawn in Markdown, as tests read them: a name in bold, then the table.

An empty cell is null. A drawn table of the contract may leave columns out: they are null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import duckdb

from steelyard.tables import TABLES
from steelyard.tables.schema import SQL_TYPE

Row = dict[str, str | None]


def drawn_tables(text: str) -> dict[str, list[Row]]:
    """Return the tables drawn in `text` by name, cells as text."""
    tables: dict[str, list[Row]] = {}
    header: list[str] = []
    for line in text.splitlines():
        if name := re.fullmatch(r"\*\*(\w+)\*\*", line.strip()):
            tables[name[1]], header = [], []
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not header:
                header = cells
            elif not set(line) <= set("|-: "):
                row = dict(zip(header, (cell or None for cell in cells), strict=True))
                tables[list(tables)[-1]].append(row)
    return tables


def contract_connection(
    tables: Mapping[str, Iterable[Mapping[str, object]]],
) -> duckdb.DuckDBPyConnection:
    """Return a connection that knows those tables with the contract's columns and types."""
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    for name, rows in tables.items():
        columns = TABLES[name].columns
        types = ", ".join(f'"{c.name}" {SQL_TYPE[c.kind]}' for c in columns)
        connection.execute(f'create table "{name}" ({types})')
        marks = ", ".join("?" for _ in columns)
        values = [[row.get(c.name) for c in columns] for row in rows]
        if values:
            connection.executemany(f'insert into "{name}" values ({marks})', values)  # noqa: S608
    return connection
