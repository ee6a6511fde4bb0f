"""A verdict that was acted on must not change in silence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from steelyard.assessment.earlier import NAMED, changed_verdicts, made_with
from steelyard.settings import Settings


def _verdicts(rows: list[tuple[str, int, str, str | None]]) -> pa.Table:
    return pa.table(
        {
            "dealer_id": pa.array([r[0] for r in rows], pa.string()),
            "month": pa.array([dt.date(2024, r[1], 1) for r in rows], pa.date32()),
            "verdict": pa.array([r[2] for r in rows], pa.string()),
            "cause": pa.array([r[3] for r in rows], pa.string()),
        }
    )


HOW = made_with(Settings())
BEFORE = [("A", 1, "unjudged", None), ("A", 2, "watch", None), ("B", 1, "unjudged", None)]


def test_more_months_alone_change_nothing(tmp_path: Path) -> None:
    pq.write_table(_verdicts(BEFORE), tmp_path / "verdicts.parquet")
    now = _verdicts([*BEFORE, ("A", 3, "watch", None), ("C", 3, "unjudged", None)])
    assert changed_verdicts(tmp_path, now, HOW) == {
        "compared": 3,
        "changed": 0,
        "made_alike": False,
        "rows": [],
    }


def test_a_changed_verdict_is_named(tmp_path: Path) -> None:
    pq.write_table(_verdicts(BEFORE), tmp_path / "verdicts.parquet")
    now = _verdicts([BEFORE[0], ("A", 2, "unjudged", None), ("B", 1, "unjudged", "power")])
    found = changed_verdicts(tmp_path, now, HOW)
    assert found["changed"] == 2
    assert found["rows"][0] == {
        "dealer_id": "A",
        "month": "2024-02-01",
        "verdict": "unjudged",
        "cause": None,
        "verdict_before": "watch",
        "cause_before": None,
    }


def test_without_earlier_results_there_is_nothing_to_compare(tmp_path: Path) -> None:
    now = _verdicts(BEFORE)
    nothing = {"compared": 0, "changed": 0, "made_alike": True, "rows": []}
    assert changed_verdicts(None, now, HOW) == nothing
    assert changed_verdicts(tmp_path, now, HOW) == nothing


def test_damaged_earlier_results_do_not_stop_new_ones(tmp_path: Path) -> None:
    (tmp_path / "verdicts.parquet").write_text("no parquet")
    assert changed_verdicts(tmp_path, _verdicts(BEFORE), HOW)["compared"] == 0


def test_all_changes_are_counted_and_the_first_are_named(tmp_path: Path) -> None:
    many = [(f"D{i:04d}", 1, "unjudged", None) for i in range(NAMED + 5)]
    pq.write_table(_verdicts(many), tmp_path / "verdicts.parquet")
    found = changed_verdicts(tmp_path, _verdicts([(d, m, "watch", c) for d, m, _, c in many]), HOW)
    assert (found["changed"], len(found["rows"])) == (NAMED + 5, NAMED)
