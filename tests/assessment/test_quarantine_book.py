"""Refused rows come back as a workbook that a person can mend."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa

import steelyard
from steelyard.assessment.quarantine_book import MOST_ROWS, write_quarantine_book

HEADER = "订单编号,单据日期,客户编码,商品编码,数量,金额\n"


def test_nothing_is_written_where_nothing_was_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(HEADER + "O1,2024-01-05,D1,P1,1,10\n", "utf-8")
    steelyard.assess(tmp_path / "in", tmp_path / "out", report=False)
    assert not (tmp_path / "out" / "quarantine").exists()


def test_a_mended_workbook_is_counted(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    rows = [f"O{d},2024-01-{d:02d},D1,P1,1,10" for d in range(1, 20)]
    text = HEADER + "\n".join([*rows, 'O99,2024-02-05,=cmd(),P1,1,"12,0OO"']) + "\n"
    (folder / "a.csv").write_text(text, "utf-8")
    steelyard.assess(folder, out, report=False)
    book = openpyxl.load_workbook(out / "quarantine" / "sell_in.xlsx")
    (sheet,) = book.worksheets
    place = {cell.value: cell.column for cell in sheet[1]}
    assert sheet.cell(2, place["金额"]).value == "12,0OO"
    assert sheet.cell(2, place["客户编码"]).data_type == "s"
    sheet.cell(2, place["金额"]).value = "12000"
    book.save(folder / "corrected.xlsx")
    mended = steelyard.assess(folder).monthly.to_dicts()
    assert [row["sell_in_amount"] for row in mended if row["dealer_id"] == "=cmd()"] == [12000.0]


def test_too_many_rows_for_a_person_stay_in_parquet(tmp_path: Path) -> None:
    many = pa.table({"a": ["x"] * (MOST_ROWS + 1)})
    write_quarantine_book(many, tmp_path / "many.xlsx")
    assert not (tmp_path / "many.xlsx").exists()


def test_an_empty_cell_stays_empty(tmp_path: Path) -> None:
    write_quarantine_book(pa.table({"a": ["x", None]}), tmp_path / "one.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "one.xlsx").active
    assert [cell.value for (cell,) in sheet.iter_rows(min_row=2)] == ["x"]


def test_equal_rows_are_equal_bytes_whenever_they_are_written(tmp_path) -> None:
    for name in ("one", "two"):
        write_quarantine_book(pa.table({"a": ["x", None]}), tmp_path / f"{name}.xlsx")
    one, two = ((tmp_path / f"{name}.xlsx").read_bytes() for name in ("one", "two"))
    assert one == two
    with zipfile.ZipFile(tmp_path / "one.xlsx") as book:
        assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")
