"""Parquet: typed cells, large sheets, folders of parts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from steelyard.intake import duplicates, survey

ROWS = 40
LINES = {
    "order_id": pa.array([f"A{n}" for n in range(ROWS)]),
    "order_date": pa.array([dt.date(2024, 1, 1) + dt.timedelta(days=n) for n in range(ROWS)]),
    "dealer_id": pa.array([f"D{n % 3}" for n in range(ROWS)]),
    "product_id": pa.array(["P1"] * ROWS),
    "quantity": pa.array([1.0] * ROWS),
    "amount": pa.array([10.0] * ROWS),
}


def write(path: Path, **changed: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(LINES | changed), path)


def one(values: list[object], kind: pa.DataType | None = None) -> pa.Array:
    """Return a column whose first cells are these and whose others are the last of them."""
    return pa.array(values + values[-1:] * (ROWS - len(values)), kind)


def test_typed_cells_need_no_reading_of_text(brought, tmp_path, rows) -> None:
    write(
        tmp_path / "in" / "sell_in.parquet",
        order_id=one([7, 8], pa.int64()),
        dealer_id=one([Decimal("5.00"), Decimal("5.50")]),
        product_id=one([dt.date(2024, 1, 1)]),
        order_date=one([dt.datetime(2024, 3, 5, 23, 59)]),  # noqa: DTZ001 files have no zone
        quantity=one([3], pa.int32()),
        amount=one([Decimal("9.99")]),
    )
    intake = brought(tmp_path / "in")
    assert rows(intake, "select * exclude (_file, _row) from sell_in where dealer_id = '5'") == [
        ("7", dt.date(2024, 3, 5), "5", "2024-01-01", Decimal(3), Decimal("9.99"), *[None] * 4)
    ]


def test_levels_and_flags_come_as_they_may(brought, tmp_path, rows) -> None:
    write(tmp_path / "in" / "sell_in.parquet", product_id=one([True]))
    levels = pa.table({"dealer_id": ["D1", "D2"], "name": ["甲", "乙"], "level": [1.0, 1.5]})
    pq.write_table(levels, tmp_path / "in" / "dealers.parquet")
    intake = brought(tmp_path / "in")
    assert rows(intake, "select level from dealers order by dealer_id") == [(1,), (None,)]
    assert rows(intake, "select distinct product_id from sell_in") == [("true",)]


@pytest.mark.parametrize("days", [[20240305], [45356], [20240305.0]])
def test_days_as_numbers(brought, tmp_path, rows, days: list[object]) -> None:
    write(tmp_path / "in" / "sell_in.parquet", order_date=one(days))
    found = rows(brought(tmp_path / "in"), "select distinct order_date from sell_in")
    assert found == [(dt.date(2024, 3, 5),)]


def test_no_number_is_no_day(brought, tmp_path) -> None:
    days = one([float("nan"), float("inf"), None, 20240305.0])
    write(tmp_path / "in" / "sell_in.parquet", order_date=days)
    found = brought(tmp_path / "in").tables["sell_in"]
    assert (found.rows_kept, found.rows_quarantined) == (ROWS - 3, 3)


def test_one_file_and_linked_folders_are_in_reach(brought, tmp_path, rows, monkeypatch) -> None:
    write(tmp_path / "in" / "sell_in.parquet")
    (tmp_path / "linked").symlink_to(tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    for source in ("in/sell_in.parquet", "linked", "in", tmp_path / "linked" / "sell_in.parquet"):
        assert rows(brought(Path(source)), "select sum(quantity) from sell_in") == [(ROWS,)]


def test_numbers_that_are_none_or_too_large_are_refused(brought, tmp_path) -> None:
    amounts = one([float("nan"), float("inf"), 1e300, 5.0])
    write(tmp_path / "in" / "sell_in.parquet", amount=amounts)
    intake = brought(tmp_path / "in")
    assert intake.tables["sell_in"].rows_kept == ROWS - 3
    assert {(r.key, r.rows) for r in intake.tables["sell_in"].refusals} == {
        ("missing", 2), ("not_a_number", 1),
    }  # fmt: skip


@pytest.mark.parametrize("nothing", [float("nan"), float("-inf")])
def test_one_cell_without_a_number_among_numbers_is_refused(brought, tmp_path, nothing) -> None:
    """PyArrow leaves NaN out of the ends that it writes into a Parquet file."""
    write(tmp_path / "in" / "sell_in.parquet", amount=one([1.0, nothing, 3.0]))
    assert brought(tmp_path / "in").tables["sell_in"].rows_quarantined == 1


def test_a_column_of_nothing_is_missing_everywhere(brought, tmp_path) -> None:
    write(tmp_path / "in" / "sell_in.parquet", salesperson_id=pa.nulls(ROWS, pa.float64()))
    assert brought(tmp_path / "in").tables["sell_in"].rows_kept == ROWS


@pytest.mark.parametrize(
    ("ids", "kept"),
    [
        (["D1", " D1", "D1 ", "Ｄ1", "D1"], ROWS),
        (["NULL", "D1"], ROWS - 1),
        (["-", "D1"], ROWS - 1),
        (["13085.0", "13085"], ROWS),
        ([None, "D1"], ROWS - 1),
        (["North", "Nan", "nine", "D1"], ROWS),
    ],
)
def test_large_sheets_are_looked_at_cheaply_and_just_as_well(
    brought, tmp_path, rows, monkeypatch, ids: list[object], kept: int
) -> None:
    write(tmp_path / "in" / "sell_in.parquet", dealer_id=one(ids))
    small = brought(tmp_path / "in")
    monkeypatch.setattr(survey, "CHEAP_FIRST", 1)
    large = brought(tmp_path / "in")
    query = "select dealer_id, count(*) from sell_in group by all order by all"
    assert rows(small, query) == rows(large, query)
    assert small.tables["sell_in"].rows_kept == large.tables["sell_in"].rows_kept == kept


def test_a_large_column_without_any_text(brought, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(survey, "CHEAP_FIRST", 1)
    write(tmp_path / "in" / "sell_in.parquet", salesperson_id=pa.nulls(ROWS, pa.string()))
    assert brought(tmp_path / "in").tables["sell_in"].rows_kept == ROWS


def test_duplicates_of_large_tables_are_estimated(brought, tmp_path, monkeypatch) -> None:
    lines = pa.table(LINES)
    (tmp_path / "in").mkdir()
    pq.write_table(pa.concat_tables([lines] * 3), tmp_path / "in" / "sell_in.parquet")
    assert brought(tmp_path / "in").tables["sell_in"].duplicates == 2 * ROWS
    monkeypatch.setattr(duplicates, "EXACT_UP_TO", 10)
    monkeypatch.setattr(duplicates, "SHARE", 16)
    estimated = brought(tmp_path / "in").tables["sell_in"]
    assert estimated.duplicates_estimated
    assert estimated.duplicates == 2 * ROWS  # every day has as many


def test_duplicates_of_large_tables_without_days_are_estimated_by_id(
    brought, tmp_path, monkeypatch
) -> None:
    write(tmp_path / "in" / "sell_in.parquet")
    dealers = pa.table({"dealer_id": [f"D{n}" for n in range(400)] * 2, "name": ["x"] * 800})
    pq.write_table(dealers, tmp_path / "in" / "dealers.parquet")
    monkeypatch.setattr(duplicates, "EXACT_UP_TO", 100)
    monkeypatch.setattr(duplicates, "SHARE", 16)
    found = brought(tmp_path / "in").tables["dealers"]
    assert 200 < found.duplicates < 600
    assert found.duplicates % duplicates.SHARE == 0


def test_text_days_of_large_tables(brought, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(duplicates, "EXACT_UP_TO", 10)
    monkeypatch.setattr(duplicates, "SHARE", 16)
    days = [str(dt.date(2022, 3, 1) + dt.timedelta(days=n)) for n in range(ROWS)]
    write(tmp_path / "in" / "sell_in.parquet", order_date=pa.array(days))
    found = brought(tmp_path / "in").tables["sell_in"]
    assert (found.duplicates, found.duplicates_estimated) == (0, True)


def test_a_large_table_of_days_outside_the_sample_is_counted(
    brought, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(duplicates, "EXACT_UP_TO", 10)
    write(tmp_path / "in" / "sell_in.parquet", order_date=one(["2024-03-05"]))
    found = brought(tmp_path / "in").tables["sell_in"]
    assert (found.duplicates, found.duplicates_estimated) == (0, False)


def test_parts_of_a_folder_are_one_table_and_rows_know_their_part(brought, tmp_path, rows) -> None:
    write(tmp_path / "in" / "sell_in" / "part-0.parquet")
    late = one([dt.date(2025, 1, 1)])
    write(
        tmp_path / "in" / "sell_in" / "part-1.parquet", order_date=late, dealer_id=one([None, "D1"])
    )
    (tmp_path / "in" / "sell_in" / "_SUCCESS").touch()
    intake = brought(tmp_path / "in")
    found = intake.tables["sell_in"]
    assert (found.rows_read, found.rows_quarantined) == (2 * ROWS, 1)
    (refused,) = intake.quarantine("sell_in").to_pylist()
    assert refused["file"] == "sell_in/part-1.parquet"
    assert rows(intake, "select count(distinct _file) from sell_in") == [(2,)]


def test_the_same_part_twice_counts_once(brought, tmp_path) -> None:
    for part in ("a", "b"):
        write(tmp_path / "in" / "sell_in" / f"{part}.parquet")
    assert brought(tmp_path / "in").tables["sell_in"].counted_once == ROWS


def test_a_full_disk_is_the_machines_trouble(brought, tmp_path, monkeypatch) -> None:
    write(tmp_path / "in" / "sell_in.parquet")

    def full(*_: object) -> None:
        raise duckdb.IOException("IO Error: No space left on device\nmore")

    monkeypatch.setattr("steelyard.intake.run.assign", full)
    with pytest.raises(OSError, match=r"No space left on device$"):
        brought(tmp_path / "in")
