"""Every fact on every engine gives the rows drawn for it in `specs/FACT.md`.

A specification is prose and tables that an auditor can check by hand: the tables brought,
then the rows that the fact must give. It is also what the reference shows.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from steelyard.engines import Engine, open_engine
from steelyard.facts import facts, run_facts
from steelyard.tables import TABLES
from tests.drawn import Row, contract_connection, drawn_tables

SPECS = Path(__file__).parent / "specs"
TEXTS = (
    "dealer_id", "order_id", "product_id", "salesperson_id", "region_id", "month", "order_date",
    "scanned_on", "first_bought", "first_paid", "category",
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    fact: str
    title: str
    brought: dict[str, list[Row]]
    expected: list[Row]


def _cases() -> list[Case]:
    cases = []
    for path in sorted(SPECS.glob("*.md")):
        for section in path.read_text("utf-8").split("\n## ")[1:]:
            tables = drawn_tables(section)
            brought = {name: rows for name, rows in tables.items() if name in TABLES}
            title = section.splitlines()[0]
            cases.append(Case(path.stem, title, brought, tables[path.stem]))
    return cases


CASES = [pytest.param(case, id=f"{case.fact}: {case.title}") for case in _cases()]


def test_every_fact_has_a_specification_and_nothing_else_has() -> None:
    assert {case.fact for case in _cases()} == set(facts())


@pytest.mark.parametrize("case", CASES)
def test_duckdb_gives_the_rows_drawn(case: Case, tmp_path: Path) -> None:
    _gives_the_rows_drawn(case, "duckdb", tmp_path)


@pytest.mark.spark
@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("case", CASES)
def test_spark_gives_the_rows_drawn(case: Case, tmp_path: Path) -> None:
    _gives_the_rows_drawn(case, "spark", tmp_path)


def _gives_the_rows_drawn(case: Case, name: str, work: Path) -> None:
    engine = open_engine(name, contract_connection(case.brought), work)
    rows = run_facts(engine, tuple(case.brought), wanted=(case.fact,))
    given = _seen(_rows_of(case.fact, rows, engine), case)
    engine.close()
    expected = [{name: _value(cell, name) for name, cell in row.items()} for row in case.expected]
    assert _ordered(given) == _ordered(expected)


def _rows_of(fact: str, rows: dict[str, pa.Table], engine: Engine) -> pa.Table:
    kept = facts()[fact].keeping != "rows"
    return engine.arrow(f"select * from {fact}") if kept else rows[fact]  # noqa: S608


def _seen(table: pa.Table, case: Case) -> list[dict[str, object]]:
    drawn = list(case.expected[0]) if case.expected else table.column_names
    return [{name: _plain(row[name]) for name in drawn} for row in table.to_pylist()]


def _plain(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal | int) else value


def _value(cell: str | None, column: str) -> object:
    if column in TEXTS:
        # The nameless category is "", not null.
        return "" if cell is None and column == "category" else cell
    return None if cell is None else float(cell)


def _ordered(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(rows, key=lambda row: [str(row[name]) for name in sorted(row)])
