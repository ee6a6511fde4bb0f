"""Real data with the ready decisions of `examples/`: the figures that the READMEs of the data state."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def example(brought, real_data: Path, name: str, file: str = "steelyard.toml"):
    return brought(real_data / name, config=EXAMPLES / name / file)


def test_online_retail_counts_the_overlap_once(brought, real_data: Path, rows) -> None:
    intake = example(brought, real_data, "online_retail_ii")
    found = intake.tables["sell_in"]
    assert found.rows_read == 1_067_370
    assert found.counted_once == 22_523
    assert found.rows_kept + found.rows_quarantined == 1_044_847
    assert [(r.key, r.column) for r in found.refusals] == [("missing", "dealer_id")]
    assert rows(intake, "select count(distinct dealer_id) from sell_in") == [(5_942,)]
    # Cancellations and codes that are no product are kept; ids are no floats.
    assert rows(
        intake, "select sum(quantity) from sell_in where order_id in ('541431', 'C541433')"
    ) == [(0,)]
    assert rows(intake, "select count(*) > 0 from sell_in where product_id = 'POST'") == [(True,)]
    assert rows(intake, "select count(*) from sell_in where dealer_id like '%.%'") == [(0,)]


@pytest.mark.parametrize(
    ("vendor", "lines"), [("260", 2_975_331), ("065", 1_693_376), ("421", None)]
)
def test_iowa_one_vendor_is_the_manufacturer(
    brought, real_data: Path, rows, vendor: str, lines: int | None
) -> None:
    intake = example(brought, real_data, "iowa_liquor", f"vendor_{vendor}.toml")
    found = intake.tables["sell_in"]
    assert found.rows_kept == found.rows_read and (lines is None or found.rows_kept == lines)
    assert (found.first_date, found.last_date.year) == (dt.date(2012, 1, 3), 2020)
    # Each order is of one store and one day.
    assert rows(
        intake,
        "select max(stores), max(days) from (select count(distinct dealer_id) as stores,"
        " count(distinct order_date) as days from sell_in where order_date >= '2019-01-01'"
        " and order_date < '2020-01-01' group by order_id)",
    ) == [(1, 1)]
    assert intake.tables["dealers"].rows_kept == 2_296
    assert intake.tables["products"].rows_kept == 6_482


def test_iowa_whole_stays_a_view_over_its_files(brought, real_data: Path, rows) -> None:
    intake = example(brought, real_data, "iowa_liquor")
    found = intake.tables["sell_in"]
    assert found.rows_kept == found.rows_read == 20_349_538
    assert found.duplicates_estimated
    (plan,) = {row[1] for row in rows(intake, "explain select sum(amount) from sell_in")}
    assert "READ_PARQUET" in plan or "PARQUET" in plan
    assert "regexp" not in plan.lower() and "FILTER" not in plan


def test_classicmodels(brought, real_data: Path, rows) -> None:
    intake = example(brought, real_data, "classicmodels")
    assert {name: found.rows_kept for name, found in intake.tables.items()} == {
        "dealers": 122, "payments": 273, "products": 110, "sell_in": 2_917,
    }  # fmt: skip
    assert rows(intake, "select count(*) from dealers where salesperson_id is null") == [(22,)]


def test_northwind(brought, real_data: Path, rows) -> None:
    intake = example(brought, real_data, "northwind")
    found = intake.tables["sell_in"]
    assert (found.rows_kept, found.first_date, found.last_date) == (
        2_155, dt.date(1996, 7, 4), dt.date(1998, 5, 6),
    )  # fmt: skip
    assert rows(
        intake, "select count(distinct order_id), count(distinct dealer_id) from sell_in"
    ) == [(830, 89)]
    assert rows(intake, "select round(sum(amount), 2) from sell_in")[0][0] == pytest.approx(
        1_265_793, abs=1
    )


def test_receivables_are_known_by_their_columns(
    brought, real_data: Path, tmp_path: Path, rows
) -> None:
    (tmp_path / "in").mkdir()
    source = next((real_data / "receivables_ibm").glob("*.csv"))
    (tmp_path / "in" / source.name).write_bytes(source.read_bytes())
    (tmp_path / "in" / "sell_in.csv").write_text(
        "单号,日期,客户编码,数量,金额\n1,2012-01-03,D1,1,1\n"
    )
    intake = brought(tmp_path / "in")
    assert intake.tables["invoices"].rows_kept == 2_466
    assert rows(intake, "select min(issued_on), max(issued_on) from invoices") == [
        (dt.date(2012, 1, 3), dt.date(2013, 12, 2))
    ]
