"""A folder from end to end: what is kept, what is refused and why, what is said."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from steelyard.intake import InputUnusable, Intake, read
from steelyard.tables import TABLES
from steelyard.tables.schema import SQL_TYPE

from .conftest import LINES

CLEAN = {"order_id": ["A1", "A2"], "order_date": [dt.date(2024, 3, 5)] * 2, "dealer_id": ["D1", "D2"],
         "product_id": ["P1", "P1"], "quantity": [1.0, 2.0], "amount": [10.0, 20.0]}  # fmt: skip


def reasons(intake: Intake, table: str = "sell_in") -> dict[str, int]:
    return {f"{r.key}:{r.column}": r.rows for r in intake.tables[table].refusals}


def complaint(brought, files, **how) -> str:
    with pytest.raises(InputUnusable) as error:
        brought(files, **how)
    assert error.value.speak("zh") != error.value.speak("en")
    return error.value.speak("en")


def test_clean_lines_lose_nothing(brought, rows) -> None:
    intake = brought({"出库.csv": LINES})
    account = intake.tables["sell_in"]
    assert (account.rows_read, account.rows_kept, account.rows_quarantined) == (2, 2, 0)
    assert account.refusals == () and account.unknown_headers == ()
    assert account.mapping["金额"] == "amount"
    assert account.files == ("出库.csv",)
    assert account.sheets[0].place == "出库.csv"
    assert intake.quarantine("sell_in").num_rows == 0
    assert rows(
        intake, "select order_id, order_date, amount, _file, _row from sell_in order by 1"
    ) == [
        ("A1", dt.date(2024, 3, 5), Decimal(100), "出库.csv", 2),
        ("A2", dt.date(2024, 3, 6), Decimal(200), "出库.csv", 3),
    ]


def test_a_view_has_every_column_of_the_contract_in_its_type(brought, rows) -> None:
    intake = brought({"a.csv": LINES})
    described = {name: kind for name, kind, *_ in rows(intake, "describe sell_in")}
    for column in TABLES["sell_in"].columns:
        assert described[column.name] == SQL_TYPE[column.kind]
    assert described["_file"] == "VARCHAR" and described["_row"] == "BIGINT"


def test_typed_parquet_is_passed_through(brought, tmp_path, rows) -> None:
    (tmp_path / "in").mkdir()
    pq.write_table(pa.table(CLEAN), tmp_path / "in" / "sell_in.parquet")
    intake = brought(tmp_path / "in")
    assert intake.tables["sell_in"].rows_kept == 2
    kinds = rows(
        intake, "select table_type from information_schema.tables where table_name = 'parsed_0'"
    )
    assert kinds == [("VIEW",)]


def test_ids_are_one_however_they_are_typed(brought, tmp_path, rows) -> None:
    ids = ["Ｄ１", " D1 ", "D1\u3000", "D1\t", "D1", None]
    table = {name: values[:1] * 6 for name, values in CLEAN.items()} | {"dealer_id": ids}
    (tmp_path / "in").mkdir()
    pq.write_table(pa.table(table), tmp_path / "in" / "sell_in.parquet")
    intake = brought(tmp_path / "in")
    assert rows(intake, "select distinct dealer_id from sell_in") == [("D1",)]
    assert reasons(intake) == {"missing:dealer_id": 1}


@pytest.mark.parametrize("text", ["13085.0", "13085"])
def test_ids_that_became_floats_are_mended(brought, rows, text: str) -> None:
    intake = brought({"a.csv": LINES.replace("D1", text).replace("D2", "13086.0")})
    assert rows(intake, "select dealer_id from sell_in order by 1") == [("13085",), ("13086",)]


def test_float_ids_in_parquet(brought, tmp_path, rows) -> None:
    table = CLEAN | {"dealer_id": [13085.0, float("nan")]}
    (tmp_path / "in").mkdir()
    pq.write_table(pa.table(table), tmp_path / "in" / "sell_in.parquet")
    intake = brought(tmp_path / "in")
    assert rows(intake, "select dealer_id from sell_in") == [("13085",)]
    assert intake.tables["sell_in"].rows_quarantined == 1


def test_every_fault_has_its_reason(brought) -> None:
    bad = LINES + (
        "A3,2024-03-07,,P1,5,50\n"
        'A4,2024-03-07,D1,P1,"12,0OO",50\n'
        "A5,never,D1,P1,5,50\n"
        "A6,1900-01-01,D1,P1,5,50\n"
        "A7,2999-12-31,D1,P1,5,50\n"
        "A8,2024-03-07,,P1,5箱,#REF!\n"
        "合计,,,,35,350\n"
        ",,,,,\n"
    )
    intake = brought({"a.csv": bad})
    found = reasons(intake)
    assert found["missing:dealer_id"] == 2
    assert found["not_a_number:quantity"] == 2
    assert found["not_a_number:amount"] == 1
    assert found["not_a_date:order_date"] == 1
    assert found["date_out:order_date"] == 2
    assert found["total_row:None"] == 1
    refused = {row["单据编号"]: row for row in intake.quarantine("sell_in").to_pylist()}
    assert refused["A4"]["reasons_en"] == (
        "数量 is the text '12,0OO'; replace the letters O with zeros and l or I with ones"
    )
    assert refused["A8"]["reasons_en"].count(";") > 2  # several reasons, each with its mend
    assert "#REF!" in refused["A8"]["reasons_zh"] and "5箱" in refused["A8"]["reasons_zh"]
    assert refused["A5"]["file"] == "a.csv" and refused["A5"]["row"] == 6
    assert "合计行" in refused["合计"]["reasons_zh"]


def test_a_hash_in_a_code_is_a_letter_like_any_other(brought, rows) -> None:
    intake = brought({"a.csv": LINES + "#12,2024-03-07,#REF,P#1,5,50\n"})
    assert rows(intake, "select order_id, dealer_id from sell_in where quantity = 5") == [
        ("#12", "#REF")
    ]


@pytest.mark.parametrize("error", ["#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", " #REF! "])
def test_a_spreadsheet_error_is_no_code(brought, error: str) -> None:
    intake = brought({"a.csv": LINES + f"A3,2024-03-07,{error},P1,5,50\n"})
    assert reasons(intake) == {"missing:dealer_id": 1}
    (refused,) = intake.quarantine("sell_in").to_pylist()
    assert "spreadsheet error" in refused["reasons_en"] and error in refused["reasons_en"]
    assert "表格错误" in refused["reasons_zh"]


@pytest.mark.parametrize(
    "word", ["合计", "总 计", "小计：", "华东 小计", "Total", "Grand Total", "D1 汇总"]
)
def test_totals_rows_are_never_counted(brought, word: str) -> None:
    intake = brought({"a.csv": LINES + f"{word},,,,30,300\n"})
    assert intake.tables["sell_in"].rows_kept == 2
    assert reasons(intake) == {"total_row:None": 1}


def test_a_dealer_called_total_is_a_dealer(brought) -> None:
    intake = brought({"a.csv": LINES + "A3,2024-03-07,Total,P1,1,1\nTotal,2024-03-07,D1,P1,1,1\n"})
    assert intake.tables["sell_in"].rows_kept == 4


def test_returns_by_document_type_are_negative(brought, rows) -> None:
    text = "单据编号,单据类型,日期,客户编码,数量,金额\n1,销售出库,2024-01-05,D1,5,50\n2,销售退货,2024-01-06,D1,2,20\n3,退货,2024-01-07,D1,-1,-10\n"
    intake = brought({"a.csv": text})
    assert rows(intake, "select quantity, amount, product_id from sell_in order by order_id") == [
        (5, 50, "all"), (-2, -20, "all"), (-1, -10, "all"),
    ]  # fmt: skip


def test_amounts_in_ten_thousands_are_scaled(brought, rows) -> None:
    intake = brought({"a.csv": LINES.replace("金额", "金额（万元）")})
    assert rows(intake, "select sum(amount) from sell_in") == [(Decimal(3_000_000),)]


def test_negative_stock_is_refused_and_optional_nonsense_left_blank(brought, rows) -> None:
    intake = brought({
        "sell_in.csv": LINES,
        "stock.csv": "盘点日期,经销商编码,商品编码,库存数量\n2024-03-31,D1,P1,-5\n2024-03-31,D2,P1,5\n",
        "dealers.csv": "经销商编码,经销商名称,信用额度,纬度\nD1,甲,很多,91\nD2,乙,100,31.2\n",
    })  # fmt: skip
    assert reasons(intake, "stock") == {"too_low:quantity": 1}
    assert "-5" in intake.quarantine("stock").to_pylist()[0]["reasons_en"]
    assert intake.tables["dealers"].rows_quarantined == 0
    assert {(b.key, b.column, b.rows) for b in intake.tables["dealers"].blanked} == {
        ("not_a_number", "credit_limit", 1), ("too_high", "latitude", 1),
    }  # fmt: skip
    assert rows(intake, "select credit_limit, latitude from dealers order by dealer_id") == [
        (None, None), (Decimal(100), 31.2),
    ]  # fmt: skip


def test_months_are_dated_by_what_they_tell(brought, rows) -> None:
    intake = brought({
        "sell_in.csv": LINES,
        "stock.csv": "月份,经销商编码,商品编码,月初库存\n2024年3月,D1,P1,5\n",
        "sell_out.csv": "月份,经销商编码,商品编码,销量\n2024年3月,D1,P1,5\n",
    })  # fmt: skip
    assert rows(intake, "select counted_on from stock") == [(dt.date(2024, 2, 29),)]
    assert rows(intake, "select sold_on from sell_out") == [(dt.date(2024, 3, 31),)]


def test_an_unknown_region_of_a_scan_is_kept(brought) -> None:
    intake = brought({
        "sell_in.csv": LINES,
        "scans.csv": "追溯码,扫码时间,商品编码,经销商编码,扫码地区\nX1,2024-03-31 10:00,P1,D1,\nX2,2024-03-30,P1,D1,华东\n",
    })  # fmt: skip
    assert intake.tables["scans"].rows_kept == 2


def test_masters_that_disagree_keep_the_first(brought, rows) -> None:
    intake = brought({
        "sell_in.csv": LINES,
        "dealers.csv": "经销商编码,经销商名称\nD1,甲\nD2,乙\nD1,甲\nD1,丙\n",
    })  # fmt: skip
    account = intake.tables["dealers"]
    assert (account.rows_kept, account.counted_once, account.rows_quarantined) == (2, 1, 1)
    assert rows(intake, "select name from dealers where dealer_id = 'D1'") == [("甲",)]
    assert "D1" in intake.quarantine("dealers").to_pylist()[0]["reasons_zh"]


def test_dealers_are_taken_from_the_lines_where_there_is_no_master(brought, rows) -> None:
    text = "单号,日期,客户编码,客户名称,区域,数量,金额\n2,2024-02-01,D1,新名,华南,1,1\n1,2024-01-01,D1,旧名,,1,1\n"
    intake = brought({"a.csv": text})
    assert intake.dealers_known and "dealers" not in intake.tables
    # The earliest line speaks, so that later lines change nothing said before.
    assert rows(intake, "select dealer_id, name, region_id from dealers") == [
        ("D1", "旧名", "华南")
    ]
    assert not brought({"a.csv": LINES}).dealers_known


def test_names_serve_where_there_are_no_codes_and_it_is_said(brought, rows) -> None:
    intake = brought({"a.csv": LINES.replace("客户编码", "客户名称")})
    assert rows(intake, "select count(distinct dealer_id) from sell_in") == [(2,)]
    assert [note.key for note in intake.notes] == ["intake.name_for_code"]


def test_rows_after_until_are_counted_and_left_out(brought, rows) -> None:
    intake = brought({"a.csv": LINES}, until=dt.date(2024, 3, 5))
    assert rows(intake, "select order_id from sell_in") == [("A1",)]
    account = intake.tables["sell_in"]
    assert (account.rows_kept, account.rows_after_until) == (2, 1)
    assert account.last_date == dt.date(2024, 3, 6)


def test_sheets_of_one_table_are_joined_and_strangers_are_named(brought) -> None:
    april = LINES.replace("2024-03", "2024-04").replace("A", "B")
    intake = brought(
        {"3月.csv": LINES, "4月.csv": april, "通讯录.csv": "姓名,电话\n张三,1\n", "x.pdf": "%PDF"}
    )
    assert intake.tables["sell_in"].rows_kept == 4
    assert [m.figures["place"] for m in intake.unused] == ["x.pdf", "通讯录.csv"]


def test_exact_duplicates_are_told_and_kept(brought) -> None:
    intake = brought({"a.csv": LINES + "A2,2024-03-06,D2,P1,20,200\n"})
    assert intake.tables["sell_in"].duplicates == 1
    assert intake.tables["sell_in"].rows_kept == 3


def test_sister_files_settle_day_and_month(brought, rows) -> None:
    first = LINES.replace("2024-03-05", "3/5/2024").replace("2024-03-06", "3/6/2024")
    second = LINES.replace("2024-03-05", "4/25/2024").replace("2024-03-06", "4/26/2024")
    intake = brought({"1.csv": first, "2.csv": second.replace("A", "B")})
    assert rows(intake, "select min(order_date) from sell_in") == [(dt.date(2024, 3, 5),)]


def test_day_and_month_are_asked_about(brought, rows) -> None:
    text = LINES.replace("2024-03-05", "3/5/2024").replace("2024-03-06", "3/6/2024")
    assert "--map 'sell_in.date_order=mdy'" in complaint(brought, {"a.csv": text})
    intake = brought({"a.csv": text}, overrides={"sell_in.date_order": "dmy"})
    assert rows(intake, "select min(order_date) from sell_in") == [(dt.date(2024, 5, 3),)]


def test_two_headers_are_asked_about_and_the_answer_is_remembered(brought, rows) -> None:
    files = {"a.csv": LINES.replace("数量,金额", "价税合计,数量,金额").replace(",P1,", ",P1,7,")}
    said = complaint(brought, files)
    assert "价税合计, 金额" in said and "--map 'sell_in.amount=价税合计'" in said
    intake = brought(files, overrides={"sell_in.amount": "价税合计"})
    assert rows(intake, "select sum(amount) from sell_in") == [(14,)]
    assert any(note.key == "intake.remembered" for note in intake.notes)
    again = brought(files)
    assert rows(again, "select sum(amount) from sell_in") == [(14,)]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "holds no table"),
        ({"readme.md": "x"}, "holds no table"),
        (
            {"收款.csv": "收款单号,客户编码,收款日期,收款金额\n1,D1,2024-01-01,5\n"},
            "收款.csv = payments",
        ),
        ({"a.csv": ""}, "a.csv"),
        ({"a.csv": "单据编号,日期,客户编码,数量,金额\n"}, "(a.csv) hold no row"),
        ({"a.csv": "姓名,电话\n张三,1\n"}, "no other table was recognised either"),
        ({"a.csv": "单据编号,日期,客户编码,数量,金额\n1,x,,y,z\n"}, "order_date is no date"),
        (
            {"sell_in.csv": "单据编号,日期,客户编码,数量\n1,2024-01-01,D1,5\n"},
            "lacks the required columns amount",
        ),
        ({"a.csv": LINES, "steelyard.toml": "[settings]\nno_such = 1\n"}, "no_such"),
        ({"a.csv": LINES, "steelyard.toml": "[tables.sell_in.columns]\namount = '无'\n"}, "'无'"),
    ],
)
def test_what_leaves_nothing_to_assess_is_said_with_the_mend(brought, files, says: str) -> None:
    assert says in complaint(brought, files)


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputUnusable, match="nothing of that name"):
        read(tmp_path / "none", work=tmp_path / "work")
    with pytest.raises(InputUnusable, match="nothing of that name"):
        read(tmp_path, work=tmp_path / "work", config=tmp_path / "none.toml")


def test_all_unreadable_files_are_told_at_once(brought, tmp_path, folder) -> None:
    root = folder({"a.csv": LINES, "b.csv": ""})
    (root / "c.csv").write_bytes(bytes(range(256)) * 20)
    said = complaint(brought, root)
    assert "b.csv" in said and "c.csv" in said and "ignore" in said


def test_a_file_that_cannot_be_read_hides_no_other_trouble(brought) -> None:
    two = LINES.replace("金额", "金额,折后金额").replace(",100\n", ",100,9\n")
    broken = {"a.csv": "", "sell_in.csv": "姓名\n甲\n", "b.csv": two.replace(",200\n", ",200,1\n")}
    said = complaint(brought, broken | {"parts/1.csv": "", "parts/2.csv": ""})
    for place in ("a.csv: ", "parts/1.csv: ", "parts/2.csv: ", "sell_in.csv: ", "b.csv: "):
        assert place in said


def test_a_file_that_cannot_be_read_does_not_hide_what_only_rows_tell(brought) -> None:
    stock = "日期,经销商编码,商品编码,期末库存\n03/04/2024,D1,P1,5\n"
    said = complaint(brought, {"a.csv": "", "stock.csv": stock})
    assert "a.csv" in said and "day and month cannot be told apart" in said


def test_what_may_follow_from_a_file_not_read_is_not_told(brought) -> None:
    said = complaint(
        brought, {"出库.csv": "", "b.csv": "甲,乙\n1,2\n"}, overrides={"stock.quantity": "x"}
    )
    assert "出库.csv: the file is empty" in said and "b.csv: fits no table" in said
    assert "No sell-in" not in said and "stock" not in said


def test_one_file_is_enough(brought, folder) -> None:
    root = folder({"a.csv": LINES, "b.csv": "junk"})
    assert brought(root / "a.csv").tables["sell_in"].rows_kept == 2


def test_a_steelyard_toml_may_name_the_folder(brought, folder) -> None:
    root = folder({"data/a.csv": LINES, "steelyard.toml": 'folder = "data"\n'})
    assert brought(root / "steelyard.toml").tables["sell_in"].rows_kept == 2
    assert brought(root / "data", config=root / "steelyard.toml").tables["sell_in"].rows_kept == 2
    (root / "steelyard.toml").write_text('folder = "gone"\n')
    assert "gone" in complaint(brought, root / "steelyard.toml")


def test_earlier_results_in_the_folder_are_passed_over(brought) -> None:
    intake = brought({"a.csv": LINES, "out/data_report.json": "{}", "out/b.csv": LINES})
    assert intake.tables["sell_in"].rows_read == 2
    assert [m.key for m in intake.unused] == ["intake.own_results"]


def test_what_is_to_be_ignored_is_not_even_opened(brought, tmp_path) -> None:
    (tmp_path / "in" / "empty").mkdir(parents=True)
    toml = "ignore = ['b*.csv']\n"
    intake = brought({"a.csv": LINES, "b.csv": "", "steelyard.toml": toml})
    assert [m.key for m in intake.unused] == ["intake.ignored", "intake.no_table_inside"]


def test_sheets_of_a_workbook_are_named(brought, tmp_path) -> None:
    (tmp_path / "in").mkdir()
    book = xlsxwriter.Workbook(str(tmp_path / "in" / "销售.xlsx"))
    for month, day in (("3月", "2024-03-05"), ("4月", "2024-04-05")):
        sheet = book.add_worksheet(month)
        sheet.write_row(0, 0, ["单据编号", "日期", "客户编码", "数量", "金额"])
        sheet.write_row(1, 0, [month, day, "D1", 1, 10])
        sheet.write_row(2, 0, [month, day, "", 1, 10])
        sheet.write_row(3, 0, ["合计", "", "", 2, 20])
    book.add_worksheet("说明").write(0, 0, "本表由系统导出")
    book.close()
    intake = brought(tmp_path / "in")
    found = intake.tables["sell_in"]
    assert [sheet.place for sheet in found.sheets] == ["销售.xlsx, 3月", "销售.xlsx, 4月"]
    assert (found.rows_kept, found.rows_quarantined) == (2, 4)
    refused = intake.quarantine("sell_in").to_pylist()
    assert [(row["sheet"], row["row"]) for row in refused] == [
        ("3月", 3), ("3月", 4), ("4月", 3), ("4月", 4),
    ]  # fmt: skip


def test_progress_is_told(brought) -> None:
    told = []
    brought({"a.csv": LINES}, progress=lambda message: told.append(message.en))
    assert told == ["Reading a.csv", "Checking sell_in"]


def test_a_locked_folder_is_said(brought, tmp_path, monkeypatch) -> None:
    (tmp_path / "in").mkdir()

    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert "Permission denied" in complaint(brought, tmp_path / "in")
