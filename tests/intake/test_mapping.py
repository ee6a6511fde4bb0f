"""Several headers together: the better one wins, equals are left to the user."""

from __future__ import annotations

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
