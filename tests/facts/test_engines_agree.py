"""Any tables at all: every fact gives equal rows on DuckDB and on Spark, to the last bit."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from steelyard.engines import open_engine
from steelyard.facts import facts, run_facts
from tests.drawn import contract_connection
from tests.facts.any_tables import World, any_tables


@pytest.mark.spark
@pytest.mark.usefixtures("spark")
@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # shrinking would take minutes, and the seed names the world
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 2**32), lines=st.integers(40, 60))
def test_every_fact_is_equal_on_both_engines(seed: int, lines: int) -> None:
    world = any_tables(seed, lines)
    duckdb, spark = (_all_rows(name, world) for name in ("duckdb", "spark"))
    assert duckdb.keys() == spark.keys() == {n for n, f in facts().items() if f.keeping == "rows"}
    for name, rows in duckdb.items():
        assert rows.num_rows > 0, name
        assert _sorted(rows).equals(_sorted(spark[name])), name


def _all_rows(name: str, world: World) -> dict[str, pa.Table]:
    with tempfile.TemporaryDirectory() as work:
        engine = open_engine(name, contract_connection(world), Path(work))
        rows = run_facts(engine, tuple(world))
        engine.close()
        return rows


def _sorted(table: pa.Table) -> pa.Table:
    keys = [
        name
        for name in ("dealer_id", "month", "category", "region_id")
        if name in table.column_names
    ]
    return table.sort_by([(key, "ascending") for key in keys])
