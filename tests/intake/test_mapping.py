"""Several headers together: the better one wins, equals are left to the user."""

from __future__ import annotations

import pytest

from steelyard.intake.mapping import OWN_HEADERS, find_header, match
from steelyard.tables import TABLES

SELL_IN = TABLES["sell_in"]


def test_two_headers_that_fit_equally_well_are_not_chosen_between() -> None:
    found = match(("金额", "价税合计"), SELL_IN)
    assert found.ambiguous == {"amount": (0, 1)}
    assert "amount" not in found.columns
    assert "amount" not in {column.name for column in found.missing}


def test_the_canonical_name_wins() -> None:
    assert match(("金额", "amount"), SELL_IN).columns["amount"] == (1,)


def test_a_code_wins_over_a_bare_noun_and_the_noun_is_a_name_then() -> None:
    found = match(("客户", "客户编码"), SELL_IN)
    assert found.columns["dealer_id"] == (1,)
    assert found.columns["dealer_name"] == (0,)
    assert found.weak == {"dealer_name"}


def test_a_name_serves_where_there_is_no_code() -> None:
    found = match(("客户名称",), SELL_IN)
    assert found.columns == {"dealer_id": (0,)}
    assert found.weak == {"dealer_id"}


def test_a_decision_settles_it_and_falls_back_where_the_header_is_absent() -> None:
    chosen = {"amount": ("价税合计",)}
    assert match(("金额", "价税合计"), SELL_IN, chosen).columns["amount"] == (1,)
    assert match(("金额",), SELL_IN, chosen).columns["amount"] == (0,)


def test_headers_are_found_as_people_name_them() -> None:
    headers = ("数量", "Net Value", "数量")
    assert find_header(headers, "net_value") == 1
    assert find_header(headers, "数量#2") == 2
    assert find_header(headers, "数量#3") is None
    assert find_header(headers, "金额") is None


def test_a_quarantine_file_may_hold_two_layouts() -> None:
    found = match(("单号", "订单号", *OWN_HEADERS), SELL_IN)
    assert found.columns["order_id"] == (0, 1)
    assert found.ambiguous == {}


def test_a_missing_product_has_a_stand_in_and_a_missing_amount_has_none() -> None:
    missing = {column.name for column in match(("单号",), SELL_IN).missing}
    assert "product_id" not in missing
    assert "amount" in missing


def test_of_two_names_the_first_will_do() -> None:
    found = match(("客户编码", "客户简称", "客户全称"), SELL_IN)
    assert found.columns["dealer_name"] == (1,)
    assert not found.ambiguous


def test_two_names_without_a_code_are_asked_about() -> None:
    found = match(("客户简称", "客户全称"), SELL_IN)
    assert found.ambiguous == {"dealer_id": (0, 1)}
    assert found.columns == {}


def test_of_names_alike_in_two_groups_none_is_chosen() -> None:
    for group, other in (("销售", "退货"), ("本月", "上月"), ("本品", "赠品")):
        found = match((f"{group}.数量", f"{other}.数量"), SELL_IN)
        assert found.ambiguous == {"quantity": (0, 1)}
    found = match(("退货.数量", "赠品.数量"), SELL_IN)
    assert "quantity" not in found.ambiguous | found.columns


GROUPED = ("客户信息.编码", "客户信息.名称", "商品.名称", "单据.日期", "数量（箱）")


def test_code_and_name_of_one_group_are_told_apart() -> None:
    found = match(GROUPED, SELL_IN)
    assert (found.columns["dealer_id"], found.columns["dealer_name"]) == ((0,), (1,))


@pytest.mark.parametrize(
    ("wanted", "place"),
    [
        ("编码", 0),
        ("客户信息编码", 0),
        ("客户信息 编码", 0),
        ("客户编码", 0),
        ("商品名称", 2),
        ("日期", 3),
        ("数量", 4),
        ("名称", None),
        ("名称#2", 2),
        ("名称#3", None),
        ("客户信息", None),
    ],
)
def test_a_header_in_a_group_is_found_by_its_name_where_no_other_has_it(wanted, place) -> None:
    assert find_header(GROUPED, wanted) == place


@pytest.mark.parametrize("wanted", ["数量#²", "数量#" + "9" * 5000, "数量#0", "#", "#1"])
def test_no_place_among_headers_is_no_header(wanted: str) -> None:
    assert find_header(("数量", "数量"), wanted) is None


def test_a_header_that_ends_in_a_number_sign_and_a_digit_is_itself() -> None:
    assert find_header(("金额", "金额#2"), "金额#2") == 1
    assert find_header(("Line#1", "数量"), "Line#1") == 0


@pytest.mark.parametrize("group", ["单据", "发货", "Order"])
def test_a_day_under_an_order_is_its_day(group: str) -> None:
    assert match((f"{group}.日期",), SELL_IN).columns == {"order_date": (0,)}


@pytest.mark.parametrize("header", ["交货.日期", "预计.日期", "Delivery.Date", "Expected.Date"])
def test_a_day_that_is_not_yet_is_never_the_order_day_for_want_of_another(header: str) -> None:
    assert match((header,), SELL_IN).columns == {}
    found = match(("单据.日期", header), SELL_IN)
    assert found.ambiguous == {"order_date": (0, 1)}


def test_a_due_day_in_a_group_is_a_due_day() -> None:
    assert match(("Invoice.Date", "Due.Date"), TABLES["invoices"]).columns["due_on"] == (1,)


@pytest.mark.parametrize("group", ["作废", "红字", "样品", "Refunds", "Credit Notes", "Cancelled"])
def test_figures_of_what_was_not_sold_are_never_the_sales(group: str) -> None:
    found = match((f"{group}.Amount", f"{group}.Qty"), SELL_IN)
    assert found.columns == {} and found.ambiguous == {}
