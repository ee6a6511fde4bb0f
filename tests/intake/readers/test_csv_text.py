"""Text files as people have them: encodings, delimiters, titles, broken rows."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from steelyard.intake.readers.text import fast_rows
from tests.intake.readers.conftest import Desk, note_keys

ORDERS = "客户编码,单据日期,金额\nKH001,2024-03-05,12.5\nKH002,2024-03-06,-3\n"
ROWS = [(2, "KH001", "2024-03-05", "12.5"), (3, "KH002", "2024-03-06", "-3")]


def test_a_plain_file_is_read_without_a_note_or_a_refused_row(desk: Desk) -> None:
    sheet = desk.text(ORDERS)
    assert sheet.headers == ("客户编码", "单据日期", "金额")
    assert (sheet.header_row, sheet.rows_read, sheet.types) == (1, 2, ("VARCHAR",) * 3)
    assert desk.rows(sheet) == ROWS
    assert (sheet.notes, sheet.refused, sheet.sheet) == ((), None, None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16"])
def test_encodings(desk: Desk, encoding: str) -> None:
    assert desk.rows(desk.text(ORDERS, encoding)) == ROWS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_utf16_with_and_without_a_mark(desk: Desk, encoding: str, mark: str) -> None:
    assert desk.rows(desk.text(mark + ORDERS, encoding)) == ROWS


def test_a_chinese_byte_that_comes_late_still_decides_the_encoding(desk: Desk) -> None:
    plain = "dealer_id,order_date,amount\n" + "A1,2024-03-05,1\n" * 400_000
    sheet = desk.text(plain + "经销商,2024-03-05,1\n", "gb18030")
    assert sheet.rows_read == 400_001
    assert desk.rows(sheet)[-1] == (400_002, "经销商", "2024-03-05", "1")


def test_western_letters_are_not_taken_for_chinese_ones(desk: Desk) -> None:
    sheet = desk.text("dealer_id,name\nA1,São Paulo\nA2,Café\nA3,Müller\n", "cp1252")
    assert [row[2] for row in desk.rows(sheet)] == ["São Paulo", "Café", "Müller"]
    assert note_keys(sheet) == ["western_encoding"]


def test_lines_in_different_encodings_are_each_decoded_by_their_own(desk: Desk) -> None:
    utf8 = "客户编码,名称\nA1,华东商贸有限公司\nA2,ABC Ltd\n".encode()
    sheet = desk.text(utf8 + "A3,江南商贸有限公司\n".encode("gb18030"))
    assert desk.rows(sheet)[2] == (4, "A3", "江南商贸有限公司")
    assert note_keys(sheet) == ["mixed_encodings"]


def test_a_row_with_bytes_of_no_encoding_is_refused_alone(desk: Desk) -> None:
    lines = "客户编码,名称\nA1,华东商贸有限公司\nA2,华北商贸有限公司\n".encode()
    sheet = desk.text(lines + b"A3,\xff\xff\xff\n" + "A4,江南商贸\n".encode())
    assert [row[1] for row in desk.rows(sheet)] == ["A1", "A2", "A4"]
    ((number, raw, reason),) = desk.refused(sheet)
    assert (number, raw[:3], reason) == (4, "A3,", "readers.undecodable")
    assert sheet.rows_read == 4


def test_text_that_is_in_no_encoding_is_refused_as_a_whole(desk: Desk) -> None:
    junk = b"".join(b"\xff\xff\xff,\xff\xff\n" for _ in range(50))
    assert desk.refusal(desk.put("a.csv", junk)) == "unknown_encoding"
    wide = b"\xff\xfe" + "客户,金额\n".encode("utf-16-le") + b"\x00\xd8\x00\xd8"
    assert desk.refusal(desk.put("b.csv", wide)) == "unknown_encoding"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，", "；", "｜"])
def test_delimiters(desk: Desk, delimiter: str) -> None:
    assert desk.rows(desk.text(ORDERS.replace(",", delimiter))) == ROWS


def test_decimal_commas_do_not_pass_for_delimiters(desk: Desk) -> None:
    sheet = desk.text("dealer_id;quantity;amount\nA;1,5;2,75\nB;3,5;4,25\n")
    assert desk.rows(sheet) == [(2, "A", "1,5", "2,75"), (3, "B", "3,5", "4,25")]


def test_excels_own_hint_names_the_delimiter(desk: Desk) -> None:
    sheet = desk.text("sep=;\ndealer_id;amount\nA;1,5\n")
    assert (sheet.header_row, desk.rows(sheet)) == (2, [(3, "A", "1,5")])


def test_one_column_is_noted(desk: Desk) -> None:
    sheet = desk.text("dealer_id\nA\nB\n")
    assert (note_keys(sheet), sheet.rows_read) == (["one_column"], 2)


def test_titles_blank_lines_and_metadata_may_stand_above_the_headers(desk: Desk) -> None:
    above = "2024年3月销售出库明细\n\n单位：某某公司,,制表日期：2024-04-01\n"
    sheet = desk.text(above + ORDERS)
    assert (sheet.header_row, sheet.rows_read) == (4, 2)
    assert desk.rows(sheet) == [(row + 3, *cells) for row, *cells in ROWS]
    assert sheet.refused is None


def test_blank_rows_are_no_rows_but_are_counted_as_a_person_counts(desk: Desk) -> None:
    sheet = desk.text("dealer_id,amount\n\nA,1\n,\n   \nB,\n\n")
    assert desk.rows(sheet) == [(3, "A", "1"), (6, "B", None)]
    assert (sheet.rows_read, sheet.refused) == (2, None)


def test_short_and_surplus_rows_are_refused_with_number_and_text(desk: Desk) -> None:
    sheet = desk.text("dealer_id,order_date,amount\nA,2024-01-01,1\nB,2\nC,2024-01-01,1,2\nD,,3\n")
    assert desk.refused(sheet) == [
        (3, "B,2", "readers.too_few_cells"),
        (4, "C,2024-01-01,1,2", "readers.too_many_cells"),
    ]
    assert desk.rows(sheet) == [(2, "A", "2024-01-01", "1"), (5, "D", None, "3")]
    assert sheet.rows_read == 4


def test_surplus_blank_cells_are_no_reason_to_refuse(desk: Desk) -> None:
    sheet = desk.text('dealer_id,amount\nA,1\n"B, Co",2,,\nC,3\n')
    assert desk.rows(sheet) == [(2, "A", "1"), (3, "B, Co", "2"), (4, "C", "3")]


def test_columns_without_a_header_are_kept(desk: Desk) -> None:
    sheet = desk.text("dealer_id,amount,,\nA,1,x\nB,2,y\n")
    assert sheet.headers == ("dealer_id", "amount", "")
    assert desk.rows(sheet)[1] == (3, "B", "2", "y")


def test_quoted_cells_may_hold_delimiters_quotes_and_line_breaks(desk: Desk) -> None:
    sheet = desk.text('dealer_id,"name\n(full)",amount\nA,"x, ""y""\nz",1\nB,w,2\n')
    assert sheet.headers == ("dealer_id", "name (full)", "amount")
    assert desk.rows(sheet) == [(2, "A", 'x, "y"\nz', "1"), (3, "B", "w", "2")]


def test_a_quote_that_is_never_closed_costs_its_own_row_only(desk: Desk) -> None:
    sheet = desk.text('dealer_id,name,amount\nA,"5 inch,1\nB,w,2\nC,v,3\n')
    assert desk.refused(sheet) == [(2, 'A,"5 inch,1', "readers.unclosed_quote")]
    assert desk.rows(sheet) == [(3, "B", "w", "2"), (4, "C", "v", "3")]


def test_an_open_quote_is_given_up_after_fifty_lines(desk: Desk) -> None:
    sheet = desk.text('dealer_id,name,amount\nA,"5 inch,1\n  \n' + "B,w,2\n" * 60 + '"C",v,3\n')
    assert [row[0] for row in desk.refused(sheet)] == [2]
    assert [desk.rows(sheet)[0][0], desk.rows(sheet)[-1][0]] == [4, 64]


def test_a_last_row_with_an_open_quote_is_refused(desk: Desk) -> None:
    sheet = desk.text('dealer_id,name,amount\nA,w,1\nB,"5 inch')
    assert desk.refused(sheet) == [(3, 'B,"5 inch', "readers.unclosed_quote")]


def test_two_open_quotes_do_not_melt_two_rows_into_one(desk: Desk) -> None:
    sheet = desk.text('dealer_id,amount,name\nA,1,"5 inch\nB,2,"6 inch\nC,3,w\n')
    assert [row[0] for row in desk.refused(sheet)] == [2, 3]
    assert desk.rows(sheet) == [(4, "C", "3", "w")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(desk: Desk, end: str) -> None:
    assert desk.rows(desk.text(ORDERS.replace("\n", end))) == ROWS
    assert desk.rows(desk.text(ORDERS.replace("\n", end).removesuffix(end))) == ROWS


def test_zero_bytes_are_left_out_and_told(desk: Desk) -> None:
    sheet = desk.text(ORDERS.replace("KH001", "KH\x00001") + "KH003,2024-03-07,100\n" * 20)
    assert desk.rows(sheet)[0] == ROWS[0]
    assert note_keys(sheet) == ["zero_bytes"]


def test_headers_without_rows_are_a_sheet_of_no_rows(desk: Desk) -> None:
    sheet = desk.text("dealer_id,amount\n")
    assert (sheet.headers, sheet.rows_read, note_keys(sheet)) == (
        ("dealer_id", "amount"),
        0,
        ["header_only"],
    )


@pytest.mark.parametrize("content", [b"", b"\n\n \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(desk: Desk, content: bytes) -> None:
    assert desk.refusal(desk.put("a.csv", content)) == "empty_file"


def test_one_endless_line_is_refused_without_being_held(desk: Desk) -> None:
    path = desk.folder / "endless.csv"
    with path.open("wb") as file:
        file.write(b"dealer_id,amount\n")
        for _ in range(64):
            file.write(b"A,1," * (1 << 18))
    tracemalloc.start()
    assert desk.refusal(path) == "line_too_long"
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()


def test_an_endless_line_behind_mixed_encodings_is_refused_too(desk: Desk) -> None:
    start = "客户,名称\nA,华东商贸\n".encode() + "B,江南商贸\n".encode("gb18030")
    assert desk.refusal(desk.put("a.csv", start + b"x" * (5 << 20))) == "line_too_long"


def test_only_the_first_part_of_a_mixed_file_is_weighed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("steelyard.intake.readers.text.encoding._WEIGHED_BYTES", 1)
    start = "客户,名称\nA,华东商贸\n".encode() + b"B,\xff\n"
    assert desk.refusal(desk.put("a.csv", start + b"x" * (5 << 20))) == "line_too_long"
    mixed = start + "A,华东商贸\n".encode() * 12_000
    assert desk.text(mixed).rows_read == 12_002


def test_a_long_note_is_no_reason_to_lose_a_row(desk: Desk) -> None:
    note = "x" * 200_000
    sheet = desk.text(f'dealer_id,note\nA,"{note}\n"\nB,{note},\nC,{note},1\nD,1\nE,2\n')
    assert [row[0] for row in desk.rows(sheet)] == [2, 3, 5, 6]
    assert [row[0] for row in desk.refused(sheet)] == [4]


def test_a_file_that_may_not_be_opened_is_refused(desk: Desk) -> None:
    assert desk.refusal(desk.folder / "absent.csv") == "cannot_open"
    (desk.folder / "folder.csv").mkdir()
    assert desk.refusal(desk.folder / "folder.csv") == "cannot_open"


def test_a_file_that_vanishes_between_two_looks_is_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_path: Path) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("steelyard.intake.readers.csv_text.find_encoding", gone)
    assert desk.refusal(desk.put("a.csv", ORDERS)) == "cannot_open"


def test_many_misfits_are_read_the_careful_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fast_rows, "_MOST_INVALID", 2)
    body = "A,1\n" * 10 + "B\n" * 5
    sheet = desk.text("dealer_id,amount\n" + body)
    assert (sheet.rows_read, len(desk.refused(sheet))) == (15, 5)
    assert desk.refused(sheet)[0] == (12, "B", "readers.too_few_cells")


def test_more_than_one_block_of_the_careful_way(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("steelyard.intake.readers.text.careful_rows._ROWS_AT_ONCE", 2)
    monkeypatch.setattr("steelyard.intake.readers.refused._AT_ONCE", 2)
    sheet = desk.text('dealer_id,amount\n"A\nB",1\nC,2\nD\nE\nF\n,\nG,3\n')
    assert [row[0] for row in desk.rows(sheet)] == [2, 3, 8]
    assert [row[0] for row in desk.refused(sheet)] == [4, 5, 6]


def test_a_text_file_under_a_workbooks_name_is_read(desk: Desk) -> None:
    (sheet,) = desk.read(desk.put("orders.xls", ORDERS.replace(",", "\t"), "gb18030"))
    assert desk.rows(sheet) == ROWS


def test_real_files_lose_no_row(desk: Desk, real_data: Path) -> None:
    (sheet,) = desk.read(real_data / "classicmodels" / "orders.csv")
    assert (sheet.rows_read, sheet.refused) == (326, None)
    (sheet,) = desk.read(real_data / "northwind" / "Order_Details.csv")
    assert (sheet.rows_read, sheet.refused) == (2155, None)


def test_two_open_quotes_far_apart_are_given_up_before_they_meet(desk: Desk) -> None:
    text = 'dealer_id,name,amount\nA,"5 inch,1\n' + "B,w,2\n" * 60 + 'C,"6 inch,3\nD,v,4\n'
    sheet = desk.text(text)
    assert [row[0] for row in desk.refused(sheet)] == [2, 63]
    assert sheet.rows_read == 63


@pytest.mark.parametrize("name", ["orders.xlsx", "orders.XLS"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_text_under_a_workbooks_name_is_read_and_said(desk: Desk, name: str, sign: str) -> None:
    text = "客户编码,数量,金额\nK1,1,10\n".replace(",", sign)
    (sheet,) = desk.read(desk.put(name, text, "gb18030"))
    assert (sheet.headers, desk.rows(sheet)) == (
        ("客户编码", "数量", "金额"),
        [(2, "K1", "1", "10")],
    )
    assert note_keys(sheet) == ["text_named_workbook"]


@pytest.mark.parametrize("text", ["hello", "请看附件\n谢谢\n"])
def test_text_without_columns_under_a_workbooks_name_is_refused_once(desk: Desk, text: str) -> None:
    assert desk.refusal(desk.put("orders.xlsx", text)) == "text_no_workbook"
