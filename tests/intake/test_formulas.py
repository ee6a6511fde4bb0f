"""Cells that a formula left without a value: refused, and the reason names the mend in Excel."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.intake.conftest import LINES

HEADERS = ["单据编号", "日期", "客户编码", "商品编码", "数量", "金额"]


def _workbook(root: Path, cell: object, column: str = "金额", *, error: bool = False) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADERS)
    sheet.append(["A1", "2024-03-05", "D1", "P1", 10, 100])
    sheet.append(["A2", "2024-03-06", "D2", "P1", 20, 200])
    written = sheet.cell(3, HEADERS.index(column) + 1, cell)
    if error:
        written.data_type = "e"
    root.mkdir()
    book.save(root / "出库.xlsx")
    return root


def test_a_sound_workbook_needs_no_mend(brought, tmp_path) -> None:
    assert brought(_workbook(tmp_path / "in", 200)).first_refused("sell_in") == ()


@pytest.mark.parametrize("column", ["金额", "数量", "日期", "客户编码", "商品编码"])
@pytest.mark.parametrize(
    ("cell", "error"), [("#N/A", True), ("#REF!", True), ("#DIV/0!", True), ("=E2*3", False)]
)
def test_what_has_no_value_in_a_workbook_is_mended_in_excel(
    brought, tmp_path, column: str, cell: str, error: bool
) -> None:
    intake = brought(_workbook(tmp_path / "in", cell, column, error=error))
    table = intake.tables["sell_in"]
    assert (table.rows_kept, table.rows_quarantined) == (1, 1)
    (told,) = intake.first_refused("sell_in")
    assert f"{column} is empty, or a formula" in told.en
    assert "open the workbook in Excel, let it calculate" in told.en
    assert "用 Excel 打开" in told.zh


def test_an_empty_cell_of_a_text_file_is_no_formula(brought) -> None:
    (told,) = brought({"a.csv": LINES + "A3,2024-03-07,D1,P1,1,\n"}).first_refused("sell_in")
    assert "金额 is empty; fill it in" in told.en
    assert "Excel" not in told.en


@pytest.mark.parametrize("cell", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!"])
def test_an_error_that_was_exported_as_text_is_named(brought, cell: str) -> None:
    (told,) = brought({"a.csv": LINES + f"A3,2024-03-07,D1,P1,1,{cell}\n"}).first_refused("sell_in")
    assert f"金额 is the spreadsheet error '{cell}'" in told.en
    assert "open the workbook in Excel, mend the formula or paste the value" in told.en


def test_an_error_in_place_of_a_date_is_named(brought) -> None:
    (told,) = brought({"a.csv": LINES + "A3,#VALUE!,D1,P1,1,5\n"}).first_refused("sell_in")
    assert "日期 is the spreadsheet error '#VALUE!'" in told.en
