"""Reports that come twice, and reports and counts whose clock is past the month's end."""

from __future__ import annotations

import numpy as np

from tests.bad_input.laid import Honest, spoil

_LATE = "case when month({0}) in (2, 4) then {0} + 1 else {0} end"


def test_a_dealer_reporting_twice_counts_once(honest: Honest) -> None:
    again = "select * replace (quantity + 1 as quantity) from theirs where month(sold_on) % 2 = 0"
    case = honest.laid(sell_out=f"select * from sell_out union all by name {again}")
    assert not case.alerted() & set(honest.victims)
    once = honest.case.of("sell_out_quantity", honest.victims)
    lines = honest.case.of("sell_out_lines", honest.victims)
    told = case.of("sell_out_quantity", honest.victims)
    enough = lines >= 3
    assert np.nanmax(np.abs(told - once)[enough] / lines[enough]) <= 0.5
    assert (told != once)[enough].any()


def test_a_count_just_after_midnight_tells_how_the_month_before_ended(honest: Honest) -> None:
    case = honest.laid(stock=spoil("counted_on", _LATE.format("counted_on")))
    assert not case.alerted() & set(honest.victims)
    march = case.panel.months == np.datetime64("2024-03")
    opening = case.of("opening_claimed_quantity", honest.victims)[:, march]
    closing = honest.case.of("claimed_quantity", honest.victims)[:, np.roll(march, -1)]
    np.testing.assert_array_equal(opening, closing)


def test_reports_just_after_midnight_raise_nobody(honest: Honest) -> None:
    late = honest.laid(sell_out=spoil("sold_on", _LATE.format("sold_on")))
    assert not late.alerted() & set(honest.victims)
    february = late.panel.months == np.datetime64("2024-02")
    assert np.isnan(late.of("sell_out_quantity", honest.victims)[:, february]).all()


def test_scans_and_orders_two_days_late_at_month_ends_raise_nobody(honest: Honest) -> None:
    after = "case when {0} >= last_day({0}) - 1 then {0} + 2 else {0} end"
    case = honest.laid(
        scans=spoil("scanned_on", after.format("scanned_on")),
        sell_in=spoil("order_date", after.format("order_date")),
    )
    assert not case.alerted() & set(honest.victims)


def test_returns_booked_a_month_late_raise_nobody(honest: Honest) -> None:
    """Two fifths of March's goods went back in March; the credit note is of April."""
    of_march = "date_trunc('month', {}) = date '2024-03-01'"
    note = (
        "select * replace ('R' || order_id as order_id, -quantity * 0.4 as quantity, "
        "-amount * 0.4 as amount, last_day(order_date) + 5 as order_date) "
        f"from theirs where {of_march.format('order_date')}"
    )
    sent_back = (
        "(select coalesce(sum(i.quantity) * 0.4, 0) from sell_in i "
        "where i.dealer_id = theirs.dealer_id and i.product_id = theirs.product_id "
        f"and {of_march.format('i.order_date')})"
    )
    left = f"greatest(quantity - {sent_back}, 0)"
    case = honest.laid(
        sell_in=f"select * from sell_in union all by name {note}",
        stock=spoil(
            "quantity", f"case when {of_march.format('counted_on')} then {left} else quantity end"
        ),
    )
    assert not case.alerted() & set(honest.victims)
    april = case.panel.months == np.datetime64("2024-04")
    assert (case.of("returns_amount", honest.victims)[:, april] > 0).all()
