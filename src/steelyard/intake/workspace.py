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
    # A path as it was given and as it is without links: files are opened by either.
    reach = {one for path in (*sources, work) for one in (path.absolute(), path.resolve())}
    folders = ", ".join(sorted(literal(str(path)) for path in reach if path.is_dir()))
    files = ", ".join(sorted(literal(str(path)) for path in reach if not path.is_dir()))
    for statement in (
        f"set memory_limit = '{MEMORY_LIMIT}'",
        f"set temp_directory = {literal(str(work / 'spill'))}",
        "set autoinstall_known_extensions = false",
        "set autoload_known_extensions = false",
        "set TimeZone = 'UTC'",
        # The engine's own bar would run through our sentences.
        "set enable_progress_bar = false",
        f"set allowed_directories = [{folders}]",
        f"set allowed_paths = [{files}]::varchar[]",
        "set enable_external_access = false",
    ):
        connection.execute(statement)
    return connection
