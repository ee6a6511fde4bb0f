"""An input of which nothing is left is refused, with all that may be why."""

from __future__ import annotations

import pytest

from steelyard.intake.unusable import InputUnusable

HEAD = "单据编号,日期,客户编码,商品编码,数量,金额,备注\n"
CHOSEN = {"sell_in.amount": "备注"}


def test_where_rows_are_left_nothing_is_refused(brought) -> None:
    text = HEAD + "A1,2024-03-05,D1,P1,1,10,30\nA2,2024-03-06,D1,P1,1,10,无\n"
    assert brought({"a.csv": text}, overrides=CHOSEN).tables["sell_in"].rows_kept == 1


@pytest.mark.parametrize("overrides", [{}, CHOSEN])
def test_a_column_that_somebody_chose_is_named_as_chosen(brought, overrides) -> None:
    text = HEAD + "A1,2024-03-05,D1,P1,1,x,自提\n"
    with pytest.raises(InputUnusable) as error:
        brought({"a.csv": text}, overrides=overrides)
    assert ("amount 取自“备注”列" in error.value.speak("zh")) == bool(overrides)
    assert ("amount is read from '备注'" in error.value.speak("en")) == bool(overrides)
