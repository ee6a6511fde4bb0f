"""Signatures, page marks and remarks among the lines: told apart from lines with faults."""

from __future__ import annotations

import pytest

from .conftest import LINES

CUT = "readers.too_few_cells"


def kinds(intake, table: str = "sell_in") -> dict[str, int]:
    return {r.key: r.rows for r in intake.tables[table].refusals}


@pytest.mark.parametrize(
    "row",
    [
        "A9,never,,P1,5箱,x",
        "A9,,D1,P1,,",
        "A9,,,,,",
        "A9,,备注：急,,,",  # a remark that slipped into the dealer's column
        "A9,,华东商贸,白酒,,",
        ",,华东商贸,白酒,,",
        "备注01,,D1,P1,,",
        "会计甲,2024-03-07,D1,P1,,5",
        ",,会计用品店,P1,,",  # a dealer whose name begins like a signature
        ",,会计用品店,白酒,,",
        ",,华东会计用品店,P1,,",
        ",,打印耗材行,P1,,",
        ",,,,5箱,",
        "1,,,,,",
    ],
)
def test_a_line_with_several_faults_stays_a_line_to_mend(brought, row: str) -> None:
    intake = brought({"a.csv": LINES + row + "\n"})
    account = intake.tables["sell_in"]
    assert (account.rows_kept, account.rows_quarantined) == (2, 1)
    assert "note_row" not in kinds(intake)
    assert account.rows_to_mend == 1


def test_a_line_with_a_remark_before_its_number_stays_a_line(brought) -> None:
    text = "备注,单据编号,日期,客户编码,商品编码,数量,金额\n"
    rows = "备注：加急,A9,,D1,P1,,\n,A1,2024-03-05,D1,P1,1,1\n"
    assert "note_row" not in kinds(brought({"a.csv": text + rows}))


def test_sound_lines_are_never_notes_whatever_their_names(brought) -> None:
    lines = "主管一号,2024-03-07,说明书,会计,1,1\nA5,2024-03-07,备注：甲,P1,0,0\n"
    intake = brought({"a.csv": LINES + lines})
    assert intake.tables["sell_in"].rows_kept == 4


@pytest.mark.parametrize(
    "row",
    [
        "制单人：张三  审核：李四  打印日期：2024-07-01,,,,,",
        ",制单人：张三,,,,",
        "制单人：张三,,审核人：李四,,打印日期：2024-07-01,",
        "制单人,张三,审核,李四,,",
        "制单：张三,2024-07-01,,,,",
        "第 1 页 共 3 页,,,,,",
        ",,,,,第1页/共3页",
        "Page 1 of 3,,,,,",
        "Printed by Li Si on 2024-07-01,,,,,",
        "Approved by:,,,Date:,,",
        "备注：以上含税,,,,,",
        "以上价格含税,,,,,",
        "华东商贸,,,,,",  # a heading over the lines of one dealer
        "——以下空白——,,,,,",
    ],
)
def test_a_note_has_one_reason_and_nothing_to_mend(brought, row: str) -> None:
    intake = brought({"a.csv": LINES + row + "\n"})
    account = intake.tables["sell_in"]
    assert account.rows_kept + account.rows_quarantined == account.rows_read == 3
    assert kinds(intake) == {"note_row": 1}
    assert account.rows_to_mend == 0
    (refused,) = intake.quarantine("sell_in").to_pylist()
    assert refused["reasons_en"] == "this is a note or signature, not a line; nothing to mend"
    assert refused["reasons_zh"] == "是备注、签字或页码，不是明细；无需改正"
    headers = ["单据编号", "日期", "客户编码", "商品编码", "数量", "金额"]
    assert ",".join(refused[name] or "" for name in headers) == row


def test_a_note_in_a_column_of_no_use_is_no_empty_row(brought) -> None:
    lines = "\n".join(line + "," for line in LINES.splitlines()).replace("金额,", "金额,其他", 1)
    intake = brought({"a.csv": lines + "\n,,,,,,以上含税\n,,,,,,17\n"})
    assert kinds(intake) == {"note_row": 1, "blank_row": 1}


@pytest.mark.parametrize("row", ["备注：以上含税", "制单：张三,审核：李四", "注：3月起,价格调整"])
def test_a_note_of_fewer_cells_than_the_header_is_a_note(brought, row: str) -> None:
    intake = brought({"a.csv": LINES + row + "\n"})
    assert kinds(intake) == {"note_row": 1}
    (refused,) = intake.quarantine("sell_in").to_pylist()
    assert refused["raw"] == row and "nothing to mend" in refused["reasons_en"]
    assert intake.first_refused("sell_in") == ()


@pytest.mark.parametrize("row", ["A9", "A9,2024-03-07,D1", "备注：急,A9,2024-03-07,D1", "D1,5,50"])
def test_a_line_cut_short_stays_a_line_to_mend(brought, row: str) -> None:
    assert kinds(brought({"a.csv": LINES + row + "\n"})) == {CUT: 1}


def test_notes_of_other_tables_are_notes_too(brought) -> None:
    stock = "盘点日期,经销商编码,商品编码,库存数量\n2024-03-31,D1,P1,5\n盘点人：王五,,,\n,,D2,\n"
    intake = brought({"sell_in.csv": LINES, "stock.csv": stock})
    found = intake.tables["stock"]
    assert (found.rows_kept, found.rows_quarantined, found.rows_to_mend) == (1, 2, 1)


def test_the_rows_to_mend_are_shown_before_the_others(brought) -> None:
    notes = "合计,,,,30,300\n制单人：张三,,,,,\n第 1 页,,,,,\n"
    intake = brought({"a.csv": LINES + notes + "A3,2024-03-07,,P1,1,1\n"})
    shown = intake.first_refused("sell_in")
    assert len(shown) == 1 and "row 7" in shown[0].en


@pytest.mark.parametrize(
    "row", ["单据编号,日期,客户编码,商品编码,数量,金额", "单据编号,,,, 数量 ,金额"]
)
def test_headers_repeated_on_a_page_are_told_and_nothing_to_mend(brought, row: str) -> None:
    intake = brought({"a.csv": LINES + row + "\nA3,2024-03-07,D1,P1,1,1\n"})
    account = intake.tables["sell_in"]
    assert (account.rows_kept, account.rows_quarantined, account.rows_to_mend) == (3, 1, 0)
    assert kinds(intake) == {"header_row": 1}
    (refused,) = intake.quarantine("sell_in").to_pylist()
    assert refused["reasons_en"] == "these are the sheet's own headers once more; nothing to mend"


def test_both_rows_of_headers_are_known_when_they_are_repeated(brought) -> None:
    head = "客户信息,,单据,,金额,数量\n编码,名称,日期,编号,,\n"
    line = "D1,川东商贸,2024-03-05,A{n},100,1\n"
    intake = brought({"a.csv": head + line.format(n=1) + head + line.format(n=2)})
    assert intake.tables["sell_in"].rows_kept == 2
    assert kinds(intake) == {"header_row": 2}


@pytest.mark.parametrize(
    "row",
    ["单据编号,日期,客户编码,商品编码,数量,5", "编号,日期,客户,商品,数量,金额", "单据编号,,,,,"],
)
def test_what_only_resembles_the_headers_is_none_of_them(brought, row: str) -> None:
    assert "header_row" not in kinds(brought({"a.csv": LINES + row + "\n"}))
