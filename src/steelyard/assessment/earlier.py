"""Did later data change an earlier verdict? It may only where an older row arrived late.

The results that stand in OUT are compared with the new ones before they are replaced, and
every verdict that changed is named: a verdict that was acted on must not change in silence.
Where another version or other settings made the earlier ones, that is said instead.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import steelyard.words
from steelyard.assessment.publish import MARK
from steelyard.settings import Settings

NAMED = 200
"""So many changed verdicts are named; all are counted."""


def made_with(settings: Settings) -> dict[str, Any]:
    """Return version, program and settings of a run, as they stand in `data_report.json`.

    `program` is a digest of the package's own sources: between two releases the version
    stays while the judgement may change.
    """
    how = {
        "version": version("steelyard"),
        "program": _program(),
        "settings": asdict(settings),
    }
    written: dict[str, Any] = json.loads(json.dumps(how))
    return written


@cache
def _program() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(steelyard.words.__file__).parents[1].rglob("*")):
        if path.suffix in (".py", ".sql"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def changed_verdicts(out: Path | None, now: pa.Table, how: Mapping[str, Any]) -> dict[str, Any]:
    """Return `{"changed", "compared", "made_alike", "rows"}` against the results in OUT.

    `how` is what `made_with` says of this run. Where the earlier results were
    made with others (`made_alike` false), a change says nothing about late rows.
    """
    before = _read(out)
    if before is None:
        return {"compared": 0, "changed": 0, "made_alike": True, "rows": []}
    keys = ["dealer_id", "month"]
    columns = [*keys, "verdict", "cause"]
    joined = now.select(columns).join(
        before.select(columns), keys, join_type="inner", right_suffix="_before"
    )
    differ = pc.or_(
        pc.not_equal(joined["verdict"], joined["verdict_before"]),
        pc.not_equal(pc.fill_null(joined["cause"], ""), pc.fill_null(joined["cause_before"], "")),
    )
    changed = joined.filter(differ).sort_by([(key, "ascending") for key in keys])
    rows = [{k: _plain(v) for k, v in row.items()} for row in changed.slice(0, NAMED).to_pylist()]
    return {
        "compared": joined.num_rows,
        "changed": changed.num_rows,
        "made_alike": _earlier_made_with(out) == how,
        "rows": rows,
    }


def _earlier_made_with(out: Path | None) -> object:
    try:
        report = json.loads(((out or Path()) / MARK).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return report.get("made_with")


def _read(out: Path | None) -> pa.Table | None:
    path = None if out is None else out / "verdicts.parquet"
    if path is None or not path.is_file():
        return None
    try:
        return pq.read_table(path, columns=["dealer_id", "month", "verdict", "cause"])
    except (pa.ArrowInvalid, OSError):
        # Damaged earlier results are no reason to refuse new ones.
        return None


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str) else str(value)
