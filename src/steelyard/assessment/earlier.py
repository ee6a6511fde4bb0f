"""Did later data change an earlier verdict? It may only where an older row arrived late.

The results that stand in OUT are compared with the new ones before they are replaced, and
every verdict that changed is named: a verdict that was acted on must not change in silence.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

NAMED = 200
"""So many changed verdicts are named; all are counted."""


def changed_verdicts(out: Path | None, now: pa.Table) -> dict[str, Any]:
    """Return `{"changed": n, "compared": n, "rows": [...]}` against the results in OUT."""
    before = _read(out)
    if before is None:
        return {"compared": 0, "changed": 0, "rows": []}
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
    return {"compared": joined.num_rows, "changed": changed.num_rows, "rows": rows}


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
