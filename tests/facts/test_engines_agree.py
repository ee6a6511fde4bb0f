"""Any tables at all: every fact gives equal rows on DuckDB and on Spark, to the last bit."""

from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from steelyard.engines import open_engine
from steelyard.facts import facts, run_facts
from steelyard.tables import TABLES, Column, Table
from tests.drawn import contract_connection

World = dict[str, list[dict[str, Any]]]
_LAUNCH = dt.date(2024, 5, 1)

_IDS = ("a", "B", "ä", "经销商", "a ", "0", "00", "A")
_KEYS = {"dealers": "dealer_id", "products": "product_id"}
"""Masters hold one row a key: intake sees to it."""


def _world(seed: int, lines: int) -> World:
    chance = Random(seed)  # noqa: S311 no secret
    sizes = {name: lines * 8 if name == "sell_in" else lines for name in TABLES}
    world = {name: _rows(table, sizes[name], chance) for name, table in TABLES.items()}
    for line in world["sell_in"][::2]:
        if line["order_date"] >= _LAUNCH:
            line["product_id"] = "new"
    return world


def _rows(table: Table, size: int, chance: Random) -> list[dict[str, Any]]:
    rows = [{c.name: _cell(c, chance) for c in table.columns} for _ in range(size)]
    key = _KEYS.get(table.name)
    return rows if key is None else list({row[key]: row for row in rows}.values())


def _cell(column: Column, chance: Random) -> object:
    if not column.required and chance.random() < 0.4:
        return None
    match column.kind:
        case "date":
            return dt.date(2023, 12, 1) + dt.timedelta(days=chance.randrange(210))
        case "quantity" | "money":
            return _decimal(chance)
        case "integer":
            return chance.randint(1, 3)
        case "choice":
            return chance.choice(list(column.choices))
        case "id":
            return chance.choice(_IDS)
        case _:
            return None


def _decimal(chance: Random) -> Decimal:
    # Small whole numbers meet their opposites, halves of a cent must round alike, and large
    # ones leave what a double holds exactly.
    unscaled = chance.choice(
        (chance.randint(-3, 3) * 10**4, chance.randint(-(10**6), 10**6), chance.randint(1, 10**15))
    )
    return Decimal(unscaled).scaleb(-4)


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
    world = _world(seed, lines)
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
