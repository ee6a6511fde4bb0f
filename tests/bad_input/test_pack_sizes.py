"""Products whose pack size changes: bottles one month, cases the next."""

from __future__ import annotations

import numpy as np
import pytest

from tests.bad_input.laid import MONTH, SINCE, Case, Honest, since, spoil


@pytest.mark.parametrize("value", ["quantity / 12", "quantity * 12"])
@pytest.mark.parametrize(
    ("table", "day", "figure"),
    [
        ("sell_in", "order_date", "sell_in_quantity"),
        ("sell_out", "sold_on", "sell_out_quantity"),
    ],
)
def test_units_are_read_out_of_the_money(
    honest: Honest, table: str, day: str, figure: str, value: str
) -> None:
    case = honest.laid(**{table: spoil("quantity", since(day, value, "quantity"))})
    assert not case.alerted() & set(honest.victims)
    ratio = case.of(figure, honest.victims) / honest.case.of(figure, honest.victims)
    assert (ratio[:, :MONTH] == 1).all()
    assert np.nanmax(np.abs(np.log(ratio[:, MONTH:]))) < np.log(2)


def test_a_count_in_another_unit_is_not_known(honest: Honest) -> None:
    """Twelvefold is more than the books could hold; only the dealer's own counts are doubted."""
    own = since("counted_on", "if(counted_by = 'dealer', quantity * 12, quantity)", "quantity")
    case = honest.laid(stock=spoil("quantity", own))
    assert not case.alerted() & set(honest.victims)
    after, before = (one.of("claimed_quantity", honest.victims) for one in (case, honest.case))
    assert np.isnan(after[:, MONTH:]).mean() > 0.9
    np.testing.assert_array_equal(after[:, :MONTH], before[:, :MONTH])


def test_a_count_a_twelfth_of_the_goods_asks_for_a_check_at_most(honest: Honest) -> None:
    own = since("counted_on", "if(counted_by = 'dealer', quantity / 12, quantity)", "quantity")
    case = honest.laid(stock=spoil("quantity", own))
    assert not case.alerted() & set(honest.victims)


def test_a_whole_channel_that_changes_its_packs_alerts_nobody_new(honest: Honest) -> None:
    days = {"sell_in": "order_date", "sell_out": "sold_on", "stock": "counted_on"}
    half = "quantity / 2"
    halved = {
        table: f"select * replace ({since(day, half, 'quantity')} as quantity) from {table}"
        for table, day in days.items()
    }
    assert not honest.laid(**halved).alerted() & set(honest.victims)


def test_a_later_month_changes_no_unit_and_no_count(honest: Honest) -> None:
    own = since("counted_on", "if(counted_by = 'dealer', quantity * 12, quantity)", "quantity")
    raw = honest.laid(sell_out=spoil("quantity", since("sold_on", "quantity / 12", "quantity")))
    raw = Case({**raw.tables, "stock": honest.laid(stock=spoil("quantity", own)).tables["stock"]})
    until = f"where {{}} < {SINCE} + interval 2 month"
    days = {"sell_in": "order_date", "sell_out": "sold_on", "stock": "counted_on"}
    early = Honest(raw, honest.victims).laid(
        **{table: f"select * from {table} {until.format(day)}" for table, day in days.items()}
    )
    for figure in ("sell_in_quantity", "sell_out_quantity", "claimed_quantity"):
        cut, whole = (one.of(figure, honest.victims)[:, : MONTH + 2] for one in (early, raw))
        np.testing.assert_array_equal(cut, whole)
