"""What of a folder is read, and that nothing is left out without a word."""

from __future__ import annotations

import os

import pytest

from steelyard.intake import InputUnusable
from tests.intake.conftest import LINES

ORDERS = {"出库.csv": LINES}


def _unused(intake) -> str:
    return "; ".join(message.en for message in intake.unused)


def test_results_are_no_input_however_deep_they_lie(brought) -> None:
    results = {"runs/may/data_report.json": "{}", "runs/may/quarantine/sell_in.csv": LINES}
    intake = brought({**ORDERS, **results})
    assert intake.tables["sell_in"].rows_read == 2
    assert "runs: no table file in this folder" in _unused(intake)


def test_parts_beside_results_are_still_read(brought) -> None:
    intake = brought({"all/出库.csv": LINES, "all/out/data_report.json": "{}"})
    assert intake.tables["sell_in"].rows_read == 2


def test_a_folder_of_hidden_files_only_stops_nothing(brought) -> None:
    intake = brought({**ORDERS, "site/_static/notes.txt": "x", "site/~$a.csv": "x"})
    assert "site: no table file in this folder" in _unused(intake)


def test_a_broken_link_is_told(brought, folder) -> None:
    root = folder(ORDERS)
    (root / "三月.csv").symlink_to(root / "nowhere.csv")
    with pytest.raises(InputUnusable, match=r"三月\.csv: cannot be opened"):
        brought(root)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_a_pipe_is_never_opened(brought, folder) -> None:
    root = folder(ORDERS)
    os.mkfifo(root / "pipe.csv")
    assert "pipe.csv: no table file" in _unused(brought(root))


def test_what_lies_in_a_folder_without_tables_is_named(brought) -> None:
    with pytest.raises(InputUnusable, match=r"no table[\s\S]*letter\.docx: no table file"):
        brought({"letter.docx": "x"})
