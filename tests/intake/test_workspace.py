"""The connection that holds what was read."""

from __future__ import annotations

from pathlib import Path

from steelyard.intake.workspace import open_workspace


def test_the_engine_draws_no_bar_of_its_own(tmp_path: Path) -> None:
    connection = open_workspace(tmp_path / "work", tmp_path)
    shown = connection.execute("select current_setting('enable_progress_bar')").fetchall()
    connection.close()
    assert shown == [(False,)]
