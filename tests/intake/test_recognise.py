"""Which table a sheet is, and when nobody but the user can tell."""

from __future__ import annotations

import pytest

from steelyard.intake.memory import Memory, TableMemory
from steelyard.intake.recognise import recognise
from steelyard.intake.sheet import Sheet

LINES = ("单据编号", "日期", "客户编码", "商品编码", "数量", "金额")


def sheet(*headers: str, file: str = "export.csv", name: str | None = None) -> Sheet:
    return Sheet(file, name, headers, 1, f"sheet_{file}_{name}", ("VARCHAR",) * len(headers), 10)


def table_of(one: Sheet, memory: Memory | None = None, distinct: float = 1.0) -> str | None:
    """Return the table of one sheet; AssertionError where a problem was told."""
    found = recognise([one], memory or Memory(), lambda *_: distinct)
    assert not found.problems, found.problems[0].en
    return next(iter(found.tables), None)


def problem(one: Sheet) -> str:
    """Return what was told of the sheet, the question first."""
    found = recognise([one], Memory(), lambda *_: 1.0)
    return "\n".join(message.en for message in found.problems)


@pytest.mark.parametrize(
    "headers",
    [("姓名", "电话"), ("单据编号", "日期", "客户编码"), ("商品编码", "数量"), ("区域",), ()],
)
def test_what_is_no_table_is_left_aside(headers: tuple[str, ...]) -> None:
    assert table_of(sheet(*headers)) is None


@pytest.mark.parametrize(
    ("headers", "table"),
    [
        (LINES, "sell_in"),
        ((*LINES, "客户名称", "区域", "业务员"), "sell_in"),
        (("上报日期", "经销商编码", "商品编码", "终端销量", "终端编码"), "sell_out"),
        (("库存日期", "经销商编码", "商品编码", "期末库存"), "stock"),
        (("发票号", "客户编码", "开票日期", "到期日", "金额"), "invoices"),
        (("收款单号", "客户编码", "收款日期", "收款金额"), "payments"),
        (("追溯码", "扫码时间", "商品编码", "经销商编码", "扫码地区"), "scans"),
        (("客户编码", "客户名称", "区域", "信用额度"), "dealers"),
        (("门店编码", "门店名称", "经销商编码", "区域"), "outlets"),
        (("商品编码", "商品名称", "品类"), "products"),
        (("调拨日期", "调出方", "调入方", "商品编码", "数量"), "transfers"),
        (("核销单号", "客户编码", "申请日期", "核销金额"), "claims"),
        (("促销编号", "开始日期", "结束日期", "商品编码"), "promotions"),
        (("返利方案", "门槛", "返点"), "rebate_steps"),
        (("原经销商编码", "接手经销商编码", "接手日期"), "successors"),
        (("客户编码", "接手经销商", "接手日期", "比例"), "successors"),
    ],
)
def test_a_table_is_known_by_its_columns(headers: tuple[str, ...], table: str) -> None:
    assert table_of(sheet(*headers)) == table


def test_master_data_has_one_row_an_id() -> None:
    orders = sheet("OrderID", "CustomerID", "EmployeeID", "OrderDate")
    assert table_of(orders, distinct=0.1) is None


def test_two_tables_that_fit_are_asked_about() -> None:
    said = problem(sheet("日期", "经销商编码", "商品编码", "数量"))
    assert "sell_out, stock" in said and "--map 'export.csv=sell_out'" in said
    assert "sell_out" in problem(sheet("日期", "经销商编码", "商品编码", "数量", "金额"))


def test_the_file_name_may_speak() -> None:
    headers = ("日期", "经销商编码", "商品编码", "数量")
    assert table_of(sheet(*headers, file="3月库存.csv")) == "stock"
    assert table_of(sheet(*headers, file="book.xlsx", name="动销")) == "sell_out"


@pytest.mark.parametrize("file", ["stock.csv", "stock/part-1.csv", "stock"])
def test_a_contract_name_decides(file: str) -> None:
    assert table_of(sheet("日期", "经销商编码", "商品编码", "数量", file=file)) == "stock"


def test_a_contract_name_without_its_columns_is_an_error_and_a_cover_sheet_none() -> None:
    assert "lacks the required columns" in problem(sheet("姓名", file="sell_in.csv"))
    cover = sheet("说明", file="sell_in.xlsx", name="说明")
    lines = sheet(*LINES, file="sell_in.xlsx", name="明细")
    found = recognise([cover, lines], Memory(), lambda *_: 1.0)
    assert not found.problems
    assert [s.sheet for s, _ in found.tables["sell_in"]] == ["明细"]
    assert found.unused[0].figures["place"] == "sell_in.xlsx, 说明"


def test_decisions_decide() -> None:
    headers = ("日期", "经销商编码", "商品编码", "数量")
    assert table_of(sheet(*headers), Memory(places={"export.csv": "stock"})) == "stock"
    assert table_of(sheet(*headers), Memory(places={"export.csv": "ignore"})) is None
    by_pattern = Memory(tables={"stock": TableMemory(files=("exp*.csv",))})
    assert table_of(sheet(*headers), by_pattern) == "stock"
    named = sheet(*headers, file="book.xlsx", name="一月")
    assert table_of(named, Memory(places={"book.xlsx/一月": "stock"})) == "stock"


def test_a_table_with_files_of_its_own_takes_no_other() -> None:
    memory = Memory(tables={"sell_in": TableMemory(files=("other.csv",))})
    assert table_of(sheet(*LINES), memory, distinct=0.1) is None


def test_two_columns_spelled_alike_are_told_by_number() -> None:
    assert "--map 'sell_in.quantity=数量#1'" in problem(sheet(*LINES, "数量"))
