"""Apache Spark: the engine for when one machine is outgrown. Runs the same SQL as written.

The tables travel from DuckDB as Parquet files, never through Python.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from steelyard.engines.spark_session import stop_spark
from steelyard.tables import TABLES

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class SparkEngine:
    """Runs facts on a Spark session, over the contract's tables that a connection knows."""

    name = "spark"

    def __init__(
        self,
        session: SparkSession,
        connection: duckdb.DuckDBPyConnection,
        work: Path,
        *,
        stops_spark: bool,
    ) -> None:
        """Stage every table of the contract that `connection` has as Parquet in `work`.

        `stops_spark` says whether closing the engine ends Spark: not one that was lent.
        """
        self._session = session
        self._stops_spark = stops_spark
        self._folder = Path(tempfile.mkdtemp(prefix="spark-", dir=work))
        for name in sorted(_relations(connection) & TABLES.keys()):
            path = self._folder / "tables" / name
            path.parent.mkdir(exist_ok=True)
            connection.execute(
                f"copy \"{name}\" to '{_quoted(path)}' (format parquet, per_thread_output)"
            )
            self._read(name, path)

    def materialise(self, name: str, query: str) -> None:
        """Compute the query once and keep it as Parquet in the work folder."""
        path = self._folder / "kept" / name
        self._session.sql(query).write.mode("overwrite").parquet(str(path))
        self._read(name, path)

    def view(self, name: str, query: str) -> None:
        """Give the query a name."""
        self._session.sql(query).createOrReplaceTempView(name)

    def arrow(self, query: str) -> pa.Table:
        """Run the query and return its rows."""
        return self._session.sql(query).toArrow()

    def close(self) -> None:
        """Remove the staged files; end Spark if it was started for this engine."""
        if self._stops_spark:
            stop_spark(self._session)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _read(self, name: str, path: Path) -> None:
        self._session.read.parquet(str(path)).createOrReplaceTempView(name)


def _relations(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = connection.execute("select table_name from information_schema.tables").fetchall()
    return {name for (name,) in rows}


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
