"""Parquet files and folders of parts: views, true row numbers, any column name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.intake.readers.conftest import Desk, note_keys

TABLE = {"dealer id": ["A", "B"], "amount": [1.5, None]}


def _write(path: Path, columns: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(columns if isinstance(columns, pa.Table) else pa.table(columns), path)
    return path


def test_native_types_stay_and_nothing_is_copied(desk: Desk) -> None:
    days = pa.array([dt.date(2024, 3, 5), None])
    (sheet,) = desk.read(_write(desk.folder / "orders.parquet", {**TABLE, "日期": days}))
    assert sheet.headers == ("dealer id", "amount", "日期")
    assert (sheet.types, sheet.header_row) == (("VARCHAR", "DOUBLE", "DATE"), 0)
    assert desk.rows(sheet) == [(1, "A", 1.5, dt.date(2024, 3, 5)), (2, "B", None, None)]
    assert (sheet.rows_read, sheet.notes, sheet.refused, sheet.file_column) == (2, (), None, None)
    kinds = desk.connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal")
    assert kinds.fetchall() == [(sheet.relation,)]


def test_any_column_name_and_any_path(desk: Desk) -> None:
    names = ["a.b", "A B", 'it\'s "q"', "file_row_number", "filename", "_row", "c0", "A.B", ""]
    table = pa.table([pa.array([f"v{place}"]) for place in range(len(names))], names=names)
    (sheet,) = desk.read(_write(desk.folder / "it's [1]" / "year=2024" / "a*b.parquet", table))
    assert sheet.headers == tuple(names)
    assert desk.rows(sheet) == [(1, *(f"v{place}" for place in range(len(names))))]


def test_nested_columns_and_bytes_are_read_as_text_and_noted(desk: Desk) -> None:
    columns = {"list": [[1, 2]], "struct": [{"a": 1}], "bytes": [b"K1"], "junk": [b"\xff"]}
    (sheet,) = desk.read(_write(desk.folder / "a.parquet", columns))
    assert desk.rows(sheet) == [(1, "[1, 2]", "{'a': 1}", "K1", None)]
    assert sheet.types == ("VARCHAR",) * 4
    assert note_keys(sheet) == ["column_as_text"] * 4


def test_no_rows(desk: Desk) -> None:
    (sheet,) = desk.read(_write(desk.folder / "a.parquet", pa.table({"a": pa.array([], "string")})))
    assert (sheet.rows_read, note_keys(sheet)) == (0, ["header_only"])


@pytest.mark.parametrize("content", [b"PAR1" + b"x" * 99 + b"PAR1", b"PAR1", b"hello,world\n"])
def test_damage_is_told(desk: Desk, content: bytes) -> None:
    assert desk.refusal(desk.put("a.parquet", content)) == "parquet_damaged"


def test_what_only_the_engine_finds_wrong_is_told_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.put("a.parquet", b"PAR1" + b"x" * 99)
    monkeypatch.setattr("steelyard.intake.readers.parquet._schema", lambda _source: None)
    assert desk.refusal(path) == "parquet_damaged"


def test_the_whole_of_a_real_file(desk: Desk, real_data: Path) -> None:
    (sheet,) = desk.read(real_data / "iowa_liquor" / "sales_2012.parquet")
    assert sheet.rows_read == 2_082_059
    last = desk.connection.execute(f"SELECT max(_row), count(*) FROM {sheet.relation}").fetchall()
    assert last == [(2_082_059, 2_082_059)]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "+08:00"])
def test_midnight_in_its_own_zone_is_of_that_day(desk: Desk, zone: str) -> None:
    midnight = dt.datetime(2024, 1, 31, 16, tzinfo=dt.UTC)
    moments = pa.array([midnight, None], pa.timestamp("us", zone))
    (sheet,) = desk.read(_write(desk.folder / "a.parquet", {**TABLE, "日期": moments}))
    assert sheet.types[2] == "TIMESTAMP"
    assert [str(row[3]) for row in desk.rows(sheet)] == ["2024-02-01 00:00:00", "None"]
    assert sheet.notes == ()


def test_days_west_of_utc_are_their_own_too(desk: Desk) -> None:
    moments = pa.array(
        [dt.datetime(2024, 2, 1, 2, tzinfo=dt.UTC)] * 2, pa.timestamp("us", "-05:30")
    )
    (sheet,) = desk.read(_write(desk.folder / "a.parquet", {**TABLE, "日期": moments}))
    assert str(desk.rows(sheet)[0][3]) == "2024-01-31 20:30:00"


def test_moments_without_a_zone_of_their_own_are_noted(desk: Desk) -> None:
    moments = pa.array([dt.datetime(2024, 1, 31, 16, tzinfo=dt.UTC)] * 2, pa.timestamp("us", "UTC"))
    (sheet,) = desk.read(_write(desk.folder / "a.parquet", {**TABLE, "日期": moments}))
    assert str(desk.rows(sheet)[0][3]) == "2024-01-31 16:00:00"
    assert note_keys(sheet) == ["utc_times"]
