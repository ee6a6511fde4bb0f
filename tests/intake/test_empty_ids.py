"""A code column without one entry is as good as none; one with a single entry is a column."""

from __future__ import annotations

import pytest

from tests.intake.conftest import LINES

EMPTY = LINES.replace(",P1,", ",,")


def test_one_entry_keeps_the_column_and_refuses_the_others(brought) -> None:
    table = brought({"a.csv": LINES.replace("D1,P1", "D1,")}).tables["sell_in"]
    assert (table.rows_read, table.rows_kept, table.rows_quarantined) == (2, 1, 1)
    assert table.mapping["商品编码"] == "product_id"


@pytest.mark.parametrize("nothing", ["", " ", "-", "NULL", "\u3000"])
def test_an_empty_product_column_counts_as_missing_and_is_said(brought, rows, nothing: str) -> None:
    intake = brought({"a.csv": LINES.replace(",P1,", f",{nothing},")})
    table = intake.tables["sell_in"]
    assert (table.rows_read, table.rows_kept, table.rows_quarantined) == (2, 2, 0)
    assert rows(intake, "select distinct product_id from sell_in") == [("all",)]
    assert "商品编码" in table.unknown_headers
    (note,) = [note for note in intake.notes if note.key == "intake.empty_id_all_one"]
    assert "a.csv" in note.zh
    assert "商品编码" in note.zh


def test_a_name_serves_where_the_code_is_empty(brought, rows) -> None:
    lines = "单据编号,日期,客户编码,客户名称,商品编码,商品名称,数量,金额\n"
    lines += "A1,2024-03-05,,甲商贸,,白酒,1,10\nA2,2024-03-06,,乙商贸,,啤酒,1,20\n"
    intake = brought({"a.csv": lines})
    found = rows(intake, "select dealer_id, product_id from sell_in order by order_id")
    assert found == [("甲商贸", "白酒"), ("乙商贸", "啤酒")]
    keys = [note.key for note in intake.notes]
    assert keys.count("intake.empty_id") == 2
    assert keys.count("intake.name_for_code") == 2


@pytest.mark.parametrize("header", ["单据编号", "客户编码"])
def test_what_cannot_be_done_without_is_refused_row_by_row(brought, header: str) -> None:
    lines = LINES.replace("A1,", ",").replace("A2,", ",") if header == "单据编号" else LINES
    lines = lines.replace("D1,", ",").replace("D2,", ",") if header == "客户编码" else lines
    table = brought({"a.csv": lines, "b.csv": LINES.replace("2024", "2023")}).tables["sell_in"]
    assert (table.rows_read, table.rows_kept, table.rows_quarantined) == (4, 2, 2)


def test_each_file_is_looked_at_by_itself(brought, rows) -> None:
    intake = brought({"a.csv": EMPTY, "b.csv": LINES.replace("2024", "2023")})
    found = rows(intake, "select product_id, count(*) from sell_in group by all order by all")
    assert found == [("P1", 2), ("all", 2)]


def test_a_header_somebody_decided_on_may_be_empty_too(brought, rows) -> None:
    intake = brought({"a.csv": EMPTY}, overrides={"sell_in.product_id": "商品编码"})
    assert rows(intake, "select distinct product_id from sell_in") == [("all",)]
    assert any(note.key == "intake.empty_id_all_one" for note in intake.notes)
