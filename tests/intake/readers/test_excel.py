"""Workbooks as people have them: titles, merged cells, several sheets, passwords, macros."""

from __future__ import annotations

import datetime as dt
import gc
import io
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineError, CalamineWorkbook

from steelyard.intake.readers.workbook import rows as workbook_rows
from steelyard.words import Message
from tests.intake.readers.conftest import Desk, note_keys

FILES = Path(__file__).parent / "files"
HEADERS = ("客户编码", "单据日期", "单号", "数量", "金额")


def _book(desk: Desk, *rows: list[object], name: str = "orders.xlsx") -> Path:
    book, sheet = _new()
    for row in rows:
        sheet.append(row)
    book.save(desk.folder / name)
    return desk.folder / name


def _new() -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return book, sheet


def test_a_plain_sheet_is_read_without_a_note(desk: Desk) -> None:
    path = _book(desk, list(HEADERS), ["007", dt.date(2024, 3, 5), "XS1", 12, 340.5])
    (sheet,) = desk.read(path)
    assert (sheet.headers, sheet.header_row, sheet.rows_read) == (HEADERS, 1, 1)
    assert (sheet.sheet, sheet.notes, sheet.refused) == ("Sheet", (), None)
    assert desk.rows(sheet) == [(2, "007", "2024-03-05", "XS1", "12", "340.5")]


def test_an_old_xls_with_title_totals_and_sheets_to_skip(desk: Desk) -> None:
    (sheet,) = desk.read(FILES / "sales.xls")
    assert (sheet.sheet, sheet.headers, sheet.header_row) == ("销售明细", HEADERS, 2)
    assert desk.rows(sheet) == [
        (3, "007", "2024-03-05", "XS001", "12", "340.5"),
        (4, "1001", "2024-03-06", "XS002", "-2", "-56.75"),
        (5, "合计", None, None, "10", "283.75"),
    ]
    assert note_keys(sheet) == ["sheet_empty", "sheet_hidden"]


def test_every_visible_sheet_is_read_and_charts_are_not(desk: Desk) -> None:
    path = desk.folder / "two.xlsx"
    book = xlsxwriter.Workbook(path)
    for name in ("一月", "二月"):
        book.add_worksheet(name).write_column("A1", ["客户编码", name])
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=一月!$A$2"})
    book.add_chartsheet("图").set_chart(chart)
    book.close()
    assert [sheet.sheet for sheet in desk.read(path)] == ["一月", "二月"]


def test_cells_that_start_below_and_right_keep_their_true_row_numbers(desk: Desk) -> None:
    book, sheet = _new()
    for column, header in enumerate(HEADERS, 3):
        sheet.cell(5, column, header)
        sheet.cell(8, column, "x")
    book.save(desk.folder / "a.xlsx")
    (found,) = desk.read(desk.folder / "a.xlsx")
    assert (found.header_row, found.headers) == (5, HEADERS)
    assert desk.rows(found) == [(8, *["x"] * 5)]


def test_two_levels_of_headers_with_merged_cells(desk: Desk) -> None:
    book, sheet = _new()
    for row in (
        ["三月销售汇总"], ["客户编码", "本月", None, "上月", None],
        [None, "数量", "金额", "数量", "金额"], ["K1", 1, 2.5, 3, 4],
    ):  # fmt: skip
        sheet.append(row)
    for place in ("A1:E1", "A2:A3", "B2:C2", "D2:E2"):
        sheet.merge_cells(place)
    book.save(desk.folder / "a.xlsx")
    (found,) = desk.read(desk.folder / "a.xlsx")
    assert found.headers == ("客户编码", "本月.数量", "本月.金额", "上月.数量", "上月.金额")
    assert (found.header_row, desk.rows(found)) == (3, [(4, "K1", "1", "2.5", "3", "4")])


def test_cells_merged_downwards_hold_for_every_row_they_cover(desk: Desk) -> None:
    book, sheet = _new()
    for row in (["客户编码", "金额"], ["K1", 1], [None, 2], ["K2", 3], [None, 4], ["合计", 10]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(desk.folder / "a.xlsx")
    (found,) = desk.read(desk.folder / "a.xlsx")
    assert [row[1] for row in desk.rows(found)] == ["K1", "K1", "K2", None, "合计"]
    assert note_keys(found) == ["merged_filled"]


def test_columns_without_header_and_cells_are_dropped_blank_rows_too(desk: Desk) -> None:
    path = _book(
        desk, ["客户编码", None, "金额", None], ["K1", None, 1, None], [None], ["K2", None, 2, "急"]
    )
    (sheet,) = desk.read(path)
    assert sheet.headers == ("客户编码", "金额", "")
    assert desk.rows(sheet) == [(2, "K1", "1", None), (4, "K2", "2", "急")]


def test_headers_without_rows_are_a_sheet_of_no_rows(desk: Desk) -> None:
    (sheet,) = desk.read(_book(desk, list(HEADERS)))
    assert (sheet.headers, sheet.rows_read, note_keys(sheet)) == (HEADERS, 0, ["header_only"])


def test_more_rows_than_one_block_and_the_collector_goes_on(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_rows, "_ROWS_AT_ONCE", 7)
    (sheet,) = desk.read(_book(desk, list(HEADERS), *([f"K{n}", None, n, n, n] for n in range(99))))
    assert [row[1] for row in desk.rows(sheet)] == [f"K{n}" for n in range(99)]
    assert gc.isenabled()
    gc.disable()
    desk.read(desk.folder / "orders.xlsx")
    assert not gc.isenabled()
    gc.enable()


def test_an_empty_workbook_is_refused(desk: Desk) -> None:
    assert desk.refusal(_book(desk)) == "no_sheet_with_cells"
    assert desk.refusal(_book(desk, ["", ""], [" "])) == "no_sheet_with_cells"


def test_workbooks_under_the_wrong_ending_are_read(desk: Desk) -> None:
    xlsx = _book(desk, list(HEADERS), ["K1"] * 5)
    shutil.copy(xlsx, desk.folder / "orders.xls")
    shutil.copy(FILES / "sales.xls", desk.folder / "sales.csv")
    assert desk.read(desk.folder / "orders.xls")[0].rows_read == 1
    assert desk.read(desk.folder / "sales.csv")[0].rows_read == 3


def test_macros_are_told_and_not_run(desk: Desk) -> None:
    path = _book(desk, list(HEADERS), ["K1"] * 5, name="orders.xlsm")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert note_keys(desk.read(path)[0]) == ["macros_not_run"]


def test_an_open_document_sheet_is_read(desk: Desk) -> None:
    cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    lines = [HEADERS, ["K1", "2024-03-05", "XS1", "1", "2"]]
    rows = ["".join(cell.format(text) for text in line) for line in lines]
    cells = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="表">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    (sheet,) = desk.read(desk.put("orders.ods", out.getvalue()))
    assert (sheet.headers, desk.rows(sheet)[0][1]) == (HEADERS, "K1")


def test_passwords_are_told(desk: Desk) -> None:
    assert desk.refusal(FILES / "locked.xls") == "workbook_locked"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    locked = desk.put("new.xlsx", ole + "EncryptedPackage".encode("utf-16-le"))
    assert desk.refusal(locked) == "workbook_locked"


def test_a_workbook_the_reader_dies_of_is_told(desk: Desk) -> None:
    content = bytearray((FILES / "sales.xls").read_bytes())
    extent = content.index(b"\x00\x02\x0e\x00") + 4
    # The sheet now claims four thousand million rows.
    content[extent + 4 : extent + 8] = b"\xff" * 4
    assert desk.refusal(desk.put("a.xls", bytes(content))) == "workbook_damaged"


def test_a_trial_that_does_not_end_is_no_success(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("steelyard.intake.readers.workbook.trial._LONGEST_SECONDS", 0.001)
    assert desk.refusal(FILES / "sales.xls") == "workbook_damaged"


def test_other_documents_and_damage_are_told(desk: Desk) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert desk.refusal(desk.put("letter.xls", ole)) == "old_document"
    assert (
        desk.refusal(desk.put("a.xls", ole + "Workbook".encode("utf-16-le"))) == "workbook_damaged"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "x")
    assert desk.refusal(desk.put("a.xlsx", out.getvalue())) == "zip_without_workbook"
    whole = _book(desk, list(HEADERS)).read_bytes()
    assert desk.refusal(desk.put("b.xlsx", whole[: len(whole) // 2])) == "workbook_damaged"


class PanicException(BaseException):
    """Of the name that panics of the reader's own language have."""


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (PanicException(), "workbook_damaged"),
        (CalamineError(), "workbook_damaged"),
        (OSError(5, "Input/output error"), "cannot_open"),
    ],
)
def test_whatever_breaks_in_the_reader_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: BaseException, key: str
) -> None:
    def broken(*_: object) -> Message:
        raise error

    monkeypatch.setattr("steelyard.intake.readers.excel.load_sheet", broken)
    assert desk.refusal(_book(desk, list(HEADERS))) == key


def test_an_interruption_is_no_damage(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> Message:
        raise KeyboardInterrupt

    monkeypatch.setattr("steelyard.intake.readers.excel.load_sheet", interrupted)
    with pytest.raises(KeyboardInterrupt):
        desk.read(_book(desk, list(HEADERS)))


def test_nothing_is_lost_against_the_bare_reader(desk: Desk) -> None:
    lines = [[f"K{n % 7}", dt.date(2024, 1, 1 + n % 28), f"XS{n}", n, n / 4] for n in range(300)]
    path = _book(desk, list(HEADERS), *lines)
    bare = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]
    read = desk.rows(desk.read(path)[0])
    assert [(row[1], float(row[4]), float(row[5])) for row in read] == [
        (row[0], row[3], row[4]) for row in bare
    ]
