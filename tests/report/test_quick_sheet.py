"""Rows written at once read back as they were, beside cells that XlsxWriter wrote itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.report.sheets.quick_sheet import QuickSheet
from steelyard.report.sheets.writer import LINE, Head, SheetWriter
from steelyard.report.workbook import OPTIONS


def _read_back(path: Path, rows: list[tuple[object, ...]], width: int = 1) -> list[list[object]]:
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        sheet = book.add_worksheet("a", worksheet_class=QuickSheet)
        formats = [book.add_format({"num_format": "General"})] * width
        sheet.write_string(0, 0, "head")
        sheet.write_rows(1, rows[:2], formats)
        sheet.write_rows(1 + len(rows[:2]), rows[2:], formats)
        sheet.write_string(1 + len(rows), 0, "foot")
    read = openpyxl.load_workbook(path)["a"]
    assert read["A1"].value == "head"
    assert read.cell(2 + len(rows), 1).value == "foot"
    cells = read.iter_rows(2, 1 + len(rows), 1, width)
    return [[cell.value for cell in row] for row in cells]


def test_no_rows_leave_the_sheet_as_it_was(tmp_path: Path) -> None:
    assert _read_back(tmp_path / "a.xlsx", []) == []


def test_missing_values_leave_the_cell_empty(tmp_path: Path) -> None:
    rows = [(None, 1.5), ("", float("nan")), (float("inf"), -2)]
    assert _read_back(tmp_path / "a.xlsx", rows, 2) == [[None, 1.5], [None, None], [None, -2]]


def test_text_stays_text_whatever_it_looks_like(tmp_path: Path) -> None:
    texts = ["=1+1", "<b>&amp;", " 两 端 ", "http://a.b", "0012", 'a"b', "_x0041_"]
    rows: list[tuple[object, ...]] = [(text,) for text in texts]
    with_escape = [[text] for text in texts]
    assert [
        [str(v).replace("_x005F_x0041_", "_x0041_") for v in row]
        for row in _read_back(tmp_path / "a.xlsx", rows)
    ] == with_escape


@settings(deadline=None, max_examples=25)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=20))
def test_numbers_keep_every_digit(tmp_path_factory: object, numbers: list[float]) -> None:
    folder = tmp_path_factory.mktemp("quick")  # type: ignore[attr-defined]
    rows: list[tuple[object, ...]] = [(number,) for number in numbers]
    assert _read_back(folder / "a.xlsx", rows) == [[number] for number in numbers]


def test_dates_are_days(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        to = SheetWriter(book, "a")
        to.table([Head("m", "month")], [(dt.date(2025, 4, 1),)], fixed=1)
    assert openpyxl.load_workbook(path)["a"]["A2"].value == dt.datetime(2025, 4, 1)  # noqa: DTZ001


def test_wrapped_text_has_the_height_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        to = SheetWriter(book, "a")
        heads = [Head("n"), Head("t", "wrapped", 10)]
        to.table(heads, [("a", "字" * 12), ("b", "one\ntwo"), ("c", None)], fixed=1)
    sheet = openpyxl.load_workbook(path)["a"]
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4)] == [3 * LINE, 2 * LINE, LINE]


def test_many_batches_are_one_table(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        to = SheetWriter(book, "a")
        to.table([Head("n", "count")], ((n,) for n in range(12_003)), fixed=1)
    sheet = openpyxl.load_workbook(path)["a"]
    assert [row[0] for row in sheet.iter_rows(2, values_only=True)] == list(range(12_003))
    assert sheet.dimensions == "A1:A12004"
