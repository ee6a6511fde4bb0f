"""Folders of parts: every row keeps its file and its number there."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from steelyard.intake.readers import endings, read_parts, readers
from steelyard.intake.unusable import InputUnusable
from tests.intake.readers.conftest import Desk


def _part(desk: Desk, name: str, columns: dict[str, list[object]]) -> None:
    path = desk.folder / "sell_in" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path)


def test_markers_hidden_files_and_other_files_are_no_parts(desk: Desk) -> None:
    _part(desk, "part-0.parquet", {"a": [1]})
    for name in ("_SUCCESS", ".part-0.parquet.crc", "_tmp/x.csv", ".x.csv", "readme.md"):
        desk.put(f"sell_in/{name}", "junk")
    (sheet,) = desk.parts("sell_in")
    assert (sheet.rows_read, sheet.file) == (1, "sell_in/")


def test_parquet_parts_of_one_schema_are_one_sheet(desk: Desk) -> None:
    _part(desk, "b.parquet", {"dealer": ["K3"], "filename": ["x"]})
    _part(desk, "a.parquet", {"dealer": ["K1", "K2"], "filename": ["x", "y"]})
    (sheet,) = desk.parts("sell_in")
    assert (sheet.headers, sheet.rows_read, sheet.file_column) == (
        ("dealer", "filename"),
        3,
        "_file",
    )
    found = desk.connection.execute(
        f"SELECT _file, _row, c0 FROM {sheet.relation} ORDER BY ALL"
    ).fetchall()
    assert found == [
        ("sell_in/a.parquet", 1, "K1"),
        ("sell_in/a.parquet", 2, "K2"),
        ("sell_in/b.parquet", 1, "K3"),
    ]


def test_parts_of_another_schema_are_a_sheet_of_their_own(desk: Desk) -> None:
    _part(desk, "a.parquet", {"dealer": ["K1"]})
    _part(desk, "b.parquet", {"dealer": [7]})
    assert [sheet.types for sheet in desk.parts("sell_in")] == [("VARCHAR",), ("BIGINT",)]


def test_columns_that_stand_in_folder_names_are_read(desk: Desk) -> None:
    _part(desk, "month=2024-01-01/a.parquet", {"dealer": ["K1"]})
    _part(desk, "month=2024-02-01/a.parquet", {"dealer": ["K2"]})
    (sheet,) = desk.parts("sell_in")
    assert sheet.headers == ("dealer", "month")
    months = desk.connection.execute(f"SELECT c1::VARCHAR, _file FROM {sheet.relation} ORDER BY 1")
    assert months.fetchall()[1] == ("2024-02-01", "sell_in/month=2024-02-01/a.parquet")


def test_what_folders_above_are_called_is_no_column(desk: Desk) -> None:
    for part in ("a", "year=2024/b"):
        _part(desk, f"amount=7/{part}.parquet", {"dealer": ["K1"], "amount": [1]})
    root = desk.folder / "sell_in" / "amount=7"
    (sheet,) = read_parts(root, "sell_in", desk.connection, desk.folder)
    assert sheet.headers == ("dealer", "amount", "year")
    assert sheet.types == ("VARCHAR", "BIGINT", "BIGINT")
    assert desk.connection.execute(
        f"SELECT c1, c2 FROM {sheet.relation} ORDER BY 2"
    ).fetchall() == [
        (1, 2024),
        (1, None),
    ]


def test_a_column_of_the_file_is_not_replaced_by_its_folder(desk: Desk) -> None:
    _part(desk, "Amount=7/a.parquet", {"amount": [1]})
    (sheet,) = desk.parts("sell_in")
    assert sheet.headers == ("amount",)
    assert desk.connection.execute(f"SELECT c0 FROM {sheet.relation}").fetchall() == [(1,)]


def test_values_in_folder_names_keep_their_form(desk: Desk) -> None:
    for value in ("007", "8", "%E7%94%B2 (1)", "__HIVE_DEFAULT_PARTITION__"):
        _part(desk, f"dealer (id)={value}/a.parquet", {"amount": [1]})
    (sheet,) = desk.parts("sell_in")
    assert (sheet.headers[1], sheet.types[1]) == ("dealer (id)", "VARCHAR")
    found = desk.connection.execute(f"SELECT c1 FROM {sheet.relation} ORDER BY 1").fetchall()
    assert found == [("007",), ("8",), ("甲 (1)",), (None,)]


def test_text_parts_are_a_sheet_each(desk: Desk) -> None:
    desk.put("sell_in/2.csv", "客户编码,金额\nK2,2\n", "gb18030")
    desk.put("sell_in/1.csv", "客户编码,金额\nK1,1\n")
    _part(desk, "3.parquet", {"dealer": ["K3"]})
    sheets = desk.parts("sell_in")
    assert [s.file for s in sheets] == ["sell_in/", "sell_in/1.csv", "sell_in/2.csv"]
    assert [desk.rows(s) for s in sheets[1:]] == [[(2, "K1", "1")], [(2, "K2", "2")]]


def test_a_folder_without_parts_is_refused(desk: Desk) -> None:
    desk.put("sell_in/readme.md", "x")
    with pytest.raises(InputUnusable, match="sell_in"):
        desk.parts("sell_in")


def test_the_kinds_of_file_are_found_by_walking_the_package() -> None:
    assert {".csv", ".xlsx", ".xls", ".parquet"} <= endings()
    assert [bool(reader.signatures) for reader in readers()] == [True, True, False]
