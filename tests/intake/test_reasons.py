"""Reasons for refusing rows, as readers know the columns."""

from __future__ import annotations

import pytest

from steelyard.intake import InputUnusable
from steelyard.intake.reasons import about, reason_said
from steelyard.intake.result import Refusal


def _said(key: str, column: str | None, table: str = "sell_in") -> tuple[str, str]:
    refusal = Refusal(key, column, 1, about(key, column))
    return reason_said(refusal, table, "zh"), reason_said(refusal, table, "en")


def test_a_reason_without_a_column_stays_as_it_is() -> None:
    assert _said("total_row", None) == ("合计行", "a row of totals")


def test_the_column_stands_with_its_chinese_name() -> None:
    assert _said("missing", "dealer_id") == ("经销商编码 (dealer_id) 是空的", "dealer_id is empty")


def test_a_column_that_the_contract_lacks_stays_as_it_is() -> None:
    assert _said("missing", "lot")[0] == "lot 是空的"
    assert _said("missing", "dealer_id", "nothing")[0] == "dealer_id 是空的"


def test_where_no_row_is_left_the_reasons_are_counted_with_the_readers_names(brought) -> None:
    rows = "1,x,D1,1,1\n2,x,D1,1,1\n"
    with pytest.raises(InputUnusable) as error:
        brought({"a.csv": "单据编号,日期,客户编码,数量,金额\n" + rows})
    assert "\n  2 行：单据日期 (order_date) 不是日期\n" in error.value.speak("zh")
    assert "\n  2 × order_date is no date\n" in error.value.speak("en")
