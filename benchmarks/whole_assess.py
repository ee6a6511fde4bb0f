"""The entire assessment without the report: files in, verdicts and tables out."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from benchmarks import iowa
from steelyard import assess

LINES_ONLY = Path(__file__).with_name("lines_only.toml")


def lines(data: Path, work: Path) -> dict[str, pa.Table]:
    """Assess the lines alone, the input that the floor reads."""
    return _assess(data, work, LINES_ONLY)


def everything(data: Path, work: Path) -> dict[str, pa.Table]:
    """Assess the folder as a user does, products and stores included: more facts than the floor."""
    return _assess(data, work, iowa.CONFIG)


def _assess(data: Path, work: Path, config: Path) -> dict[str, pa.Table]:
    assess(data / iowa.FOLDER, work / "out", config=config, report=False)
    return {}
