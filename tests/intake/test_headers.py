"""Which header is which column: every spelling that the product promises to know."""

from __future__ import annotations

import pytest

from steelyard.intake.headers import header_keys, header_scale
from steelyard.intake.mapping import match
from steelyard.tables import TABLES


def column_of(header: str, table: str) -> str | None:
    """Return the column that a sheet with this one header would have."""
    return next(iter(match((header,), TABLES[table]).columns), None)


def test_a_header_that_says_something_else_is_no_column() -> None:
    assert column_of("交期", "invoices") is None  # a delivery date is never a due date
    assert column_of("交期", "sell_in") is None
    assert column_of("批号", "scans") is None  # a lot is shared by thousands of units
    assert column_of("数量(赠品)", "sell_in") is None
    assert column_of("计数项:数量", "sell_in") is None  # a count is not what is counted
    assert column_of("单价", "sell_in") is None
    assert column_of("", "sell_in") is None
    assert column_of("客户信息.电话", "sell_in") is None  # a group alone names no column
    assert column_of("退货.数量", "sell_in") is None
    assert column_of("上年同期.金额", "sell_in") is None
    assert column_of("last_year.amount", "sell_in") is None
    assert column_of("freezer.amount", "sell_in") == "amount"


@pytest.mark.parametrize(
    ("column", "headers"),
    [
        ("dealer_id", "客户信息.编码 客户.编码 经销商基本资料.代码 编码.客户 客户信息.客户编码"),
        ("order_id", "单据.编号 订单信息.编号 单据信息.单号 Order.No"),
        ("order_date", "单据.日期 订单明细.日期 日期.订单"),
        ("product_id", "商品.编码 产品信息.编号 主数据.商品.编码 货品.编码"),
        ("quantity", "数量.箱 销售.数量 本月.数量（箱）"),
        ("amount", "金额.万元 金额.含税 金额（元）.含税 本月.销售.金额"),
    ],
)
def test_a_name_in_a_group_is_known_by_both_or_by_itself(column: str, headers: str) -> None:
    for header in headers.split():
        assert column_of(header, "sell_in") == column, header


PROMISED = {
    (
        "sell_in",
        "dealer_id",
    ): "经销商编码 客户编码 客户编号 往来单位编号 售达方 代理商编码 CustomerCode "
    "DistributorCode dealerCode Sold-to·party KUNNR dealer_id",
    ("dealers", "name"): "经销商名称 客户名称 客户简称 往来单位全名 购货单位",
    (
        "sell_in",
        "order_date",
    ): "日期 单据日期 录单日期 发货日期 销售日期 出库日期 Invoice·Date FDate",
    ("sell_in", "order_id"): "单据编号 单号 订单号 交货单号 销售凭证 Invoice·No FBillNo VBELN",
    ("sell_in", "document_type"): "单据类型",
    ("sell_in", "product_id"): "商品编码 物料编码 存货编码 货号 SKU",
    ("sell_in", "quantity"): "数量 销售数量 发货量 实发数量 NetSalesQty",
    ("sell_in", "amount"): "金额 价税合计 含税金额 折后金额 NetSalesValue",
    ("sell_in", "region_id"): "区域 销售区域 省份",
    ("sell_in", "salesperson_id"): "业务员 销售员 经手人 FSalesManID",
    ("outlets", "outlet_id"): "门店编码 终端",
    ("stock", "quantity"): "库存数量 期末库存 月初库存",
    ("payments", "amount"): "收款金额 回款",
    ("payments", "paid_on"): "回款日期",
    ("invoices", "due_on"): "到期日 Due·Date DueDate",
    ("dealers", "credit_limit"): "信用额度",
    ("dealers", "credit_days"): "账期",
    ("scans", "code"): "防伪码 追溯码 箱号",
    ("scans", "scanned_on"): "扫码时间",
    ("scans", "region_id"): "扫码地区",
}


@pytest.mark.parametrize(
    ("table", "column", "header"),
    [
        (table, column, header.replace("·", " "))
        for (table, column), headers in PROMISED.items()
        for header in headers.split()
    ],
)
def test_promised_headers_are_known(table: str, column: str, header: str) -> None:
    assert column_of(header, table) == column


@pytest.mark.parametrize(
    "header",
    [
        "*数量（箱）", "数量(箱)", "【数量】数量", "求和项:数量", "求和项：数量", "Sum of 数量", "本月.数量",
        " 数 量 ", "数量/箱", "数量:", "＊数量",
    ],
)  # fmt: skip
def test_decoration_does_not_matter(header: str) -> None:
    assert column_of(header, "sell_in") == "quantity"


@pytest.mark.parametrize(
    "header", ["Invoice Date", "invoice_date", "InvoiceDate", "INVOICE-DATE", "ＩnvoiceDate"]
)
def test_cases_and_separators_do_not_matter(header: str) -> None:
    assert column_of(header, "sell_in") == "order_date"


def test_short_forms_are_their_long_ones() -> None:
    assert header_keys("Invoice Number") == header_keys("Invoice No.") == ("invoiceno",)
    assert header_keys("Qty") == header_keys("Quantity")


@pytest.mark.parametrize(
    ("header", "column"),
    [("NETSALESQTY", "quantity"), ("netsalesqty", "quantity"), ("ORDERNUMBER", "order_id")],
)
def test_a_short_form_is_known_where_case_does_not_show_the_words(header: str, column: str) -> None:
    assert column_of(header, "sell_in") == column


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("金额", 1),
        ("金额(元)", 1),
        ("金额（万元）", 10_000),
        ("金额/万元", 10_000),
        ("金额.万元", 10_000),
        ("金额.（万元）", 10_000),
        ("金额（万元）.含税", 10_000),
        ("金额(单位：千元)", 1000),
    ],
)
def test_a_unit_in_the_header_scales(header: str, scale: int) -> None:
    assert header_scale(header) == scale


def test_every_name_and_synonym_finds_its_own_column() -> None:
    for table in TABLES.values():
        for column in table.columns:
            for word in (column.name, *column.synonyms):
                # Without a code a dealer's name would serve as its id.
                headers = (word, "dealer_id") if column.name == "dealer_name" else (word,)
                assert match(headers, table).columns[column.name] == (0,), (table.name, word)


def test_no_word_stands_for_two_columns_of_a_table() -> None:
    for table in TABLES.values():
        owners: dict[str, str] = {}
        for column in table.columns:
            for word in (column.name, *column.synonyms):
                key = header_keys(word)[0]
                assert owners.setdefault(key, column.name) == column.name, (table.name, word)
