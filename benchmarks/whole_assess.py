"""The entire assessment without the report: files in, verdicts and tables out."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

import steelyard
from benchmarks import iowa


def run(data: Path, work: Path) -> dict[str, pa.Table]:
    """Assess the folder as a user does, products and stores included."""
    source, out = data / iowa.FOLDER, work / "out"
    steelyard.assess(source, out, config=iowa.CONFIG, report=False)
    return {}
