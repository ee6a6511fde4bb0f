"""The DuckDB connection that holds what was read: bounded in memory, fenced in on disk.

Decisions of a folder may hold SQL, and a folder may come from a stranger, so the
connection can touch no file outside the input and the work folder, and loads nothing.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from steelyard.intake.quoting import literal

MEMORY_LIMIT = "1536MB"
"""Rows beyond this go to the work folder; with Python's own, a run stays under 2.5 GB."""


def open_workspace(work: Path, *sources: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection whose rows lie in `work`; only `sources` and `work` are in reach."""
    work.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(str(work / "intake.duckdb"))
    reach = ", ".join(literal(str(path.resolve())) for path in (*sources, work))
    given = ", ".join(literal(str(path.absolute())) for path in (*sources, work))
    for statement in (
        f"set memory_limit = '{MEMORY_LIMIT}'",
        f"set temp_directory = {literal(str(work / 'spill'))}",
        "set autoinstall_known_extensions = false",
        "set autoload_known_extensions = false",
        "set TimeZone = 'UTC'",
        f"set allowed_directories = [{reach}, {given}]",
        "set enable_external_access = false",
    ):
        connection.execute(statement)
    return connection
