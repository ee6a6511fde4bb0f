"""Steelyard's facts of sell-in, from the same view over the same files."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from benchmarks import iowa
from steelyard.engines import open_engine
from steelyard.facts import run_facts


def run(data: Path, work: Path) -> dict[str, pa.Table]:
    """Return the rows of every fact that sell-in alone allows."""
    engine = open_engine("duckdb", iowa.connect(data, work), work)
    return run_facts(engine, ("sell_in",))
