"""DuckDB, in process: the engine that is always there."""

from __future__ import annotations

import duckdb
import pyarrow as pa


class DuckDBEngine:
    """Runs facts on a connection that already knows the tables (intake made it)."""

    name = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def materialise(self, name: str, query: str) -> None:
        """Compute the query once and keep it as a temporary table."""
        self._connection.execute(f'create or replace temp table "{name}" as {query}')

    def view(self, name: str, query: str) -> None:
        """Give the query a name."""
        self._connection.execute(f'create or replace temp view "{name}" as {query}')

    def arrow(self, query: str) -> pa.Table:
        """Run the query and return its rows."""
        return self._connection.sql(query).to_arrow_table()

    def close(self) -> None:
        """Nothing of its own to give back: the connection belongs to the workspace."""
