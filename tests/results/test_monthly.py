"""The 经销商月销量状况分析表: what a row is, and what stays unknown."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from steelyard.balance.verified import Verified
from steelyard.results.monthly import COLUMNS, after_the_last, monthly
from tests.panels import panel


def _column(table: pa.Table, name: str, dealer: str) -> list[object]:
    mask = pa.compute.equal(table["dealer_id"], dealer)
    return table.filter(mask)[name].to_pylist()


def test_the_columns_are_those_of_the_contract() -> None:
    assert tuple(monthly(panel({"A": [1.0, 2.0]})).column_names) == COLUMNS


def test_rows_run_from_the_first_to_the_last_order_with_zeros_between() -> None:
    table = monthly(panel({"A": [0, 5, 0, 7, 0], "B": [1, 0, 0, 0, 1]}))
    assert _column(table, "month", "A") == [dt.date(2024, m, 1) for m in (2, 3, 4)]
    assert _column(table, "sell_in_amount", "A") == [5.0, 0.0, 7.0]
    assert len(_column(table, "month", "B")) == 5


def test_a_report_after_the_last_order_keeps_the_dealer() -> None:
    stock = np.array([[np.nan, np.nan, np.nan, 9.0]])
    table = monthly(panel({"A": [0, 5, 0, 0]}, stock_quantity=stock, reported=~np.isnan(stock)))
    assert _column(table, "month", "A") == [dt.date(2024, m, 1) for m in (2, 3, 4)]


def test_a_change_from_nothing_is_unknown() -> None:
    table = monthly(panel({"A": [4, 0, 6, 9]}))
    assert _column(table, "amount_change", "A") == [None, -1.0, None, 0.5]
    assert _column(table, "order_count_change", "A") == [None, -1.0, None, 0.0]


def test_the_year_before_and_the_trailing_median_need_their_months() -> None:
    table = monthly(panel({"A": [10.0] * 12 + [15.0]}))
    assert _column(table, "amount_change_yoy", "A") == [None] * 12 + [0.5]
    assert _column(table, "amount_trailing_median", "A") == [None] * 3 + [10.0] * 10


def test_shares_are_of_the_level_and_change_in_points() -> None:
    amounts = {"A": [30, 60], "B": [70, 40], "C": [5, 5]}
    table = monthly(panel(amounts, level={"C": 2}))
    assert _column(table, "channel_share", "A") == pytest.approx([0.3, 0.6])
    assert _column(table, "share_change", "A") == [None, pytest.approx(30.0)]
    assert _column(table, "channel_share", "C") == [1.0, 1.0]


def test_the_month_end_share_is_unknown_where_nothing_was_bought() -> None:
    table = monthly(panel({"A": [10, 0, 20]}, month_end_amount=np.array([[5.0, 0.0, 20.0]])))
    assert _column(table, "month_end_share", "A") == [0.5, None, 1.0]


def test_tables_that_were_not_brought_leave_nulls() -> None:
    table = monthly(panel({"A": [10.0]}))
    for name in COLUMNS[15:]:
        assert _column(table, name, "A") == [None], name


def test_stock_cover_is_in_months_of_recent_sell_out() -> None:
    sold = np.array([[100.0, 200.0, np.nan, 300.0]])
    stock = np.array([[50.0, 300.0, 300.0, 500.0]])
    table = monthly(panel({"A": [1.0] * 4}, sell_out_quantity=sold, stock_quantity=stock))
    assert _column(table, "stock_cover_months", "A") == [0.5, 2.0, 2.0, 2.0]


def test_overdue_money_is_what_fell_due_less_all_that_was_paid() -> None:
    table = monthly(
        panel(
            {"A": [100.0, 100.0, 100.0]},
            invoiced_amount=np.array([[100.0, 100.0, 100.0]]),
            due_amount=np.array([[0.0, 100.0, 100.0]]),
            paid_amount=np.array([[0.0, 60.0, 200.0]]),
        )
    )
    assert _column(table, "overdue_amount", "A") == [0.0, 40.0, 0.0]
    assert _column(table, "days_sales_outstanding", "A") == pytest.approx(
        [30.4375, 140 / 100 * 30.4375, 40 / 100 * 30.4375]
    )


def test_the_months_before_a_dealer_came_are_no_months_without_invoices() -> None:
    bills, nothing = np.array([[0.0, 0.0, 100.0]]), np.zeros((1, 3))
    made = panel(
        {"A": [0, 0, 100.0]}, invoiced_amount=bills, due_amount=nothing, paid_amount=nothing
    )
    assert _column(monthly(made), "days_sales_outstanding", "A") == [pytest.approx(30.4375)]


def test_where_more_came_back_than_went_out_nothing_can_be_a_share_of_it() -> None:
    back = np.array([[-5.0]])
    made = panel(
        {"A": [-5.0]},
        sell_out_quantity=back,
        stock_quantity=-back,
        claims_paid=-back,
        invoiced_amount=back,
        due_amount=back,
        paid_amount=back,
    )
    for name in ("stock_cover_months", "trade_spend_ratio", "days_sales_outstanding"):
        assert _column(monthly(made), name, "A") == [None], name


def test_without_payments_nothing_is_called_overdue() -> None:
    bills = np.array([[100.0]])
    table = monthly(panel({"A": [100.0]}, invoiced_amount=bills, due_amount=bills))
    assert _column(table, "overdue_amount", "A") == [None]


def test_scans_of_unknown_place_are_not_away() -> None:
    table = monthly(
        panel(
            {"A": [1.0, 1.0]},
            scans_known_region=np.array([[0.0, 8.0]]),
            scans_away=np.array([[0.0, 2.0]]),
        )
    )
    assert _column(table, "away_scan_share", "A") == [None, 0.25]


def test_verified_sell_out_stands_with_its_interval() -> None:
    sold, unknown = np.array([[7.0, np.nan]]), np.array([[0.1, np.nan]])
    found = Verified(sold, sold - 1, sold + 2, unknown)
    table = monthly(panel({"A": [1.0, 1.0]}), found)
    assert _column(table, "verified_sell_out_quantity", "A") == [7.0, None]
    assert _column(table, "verified_sell_out_quantity_low", "A") == [6.0, None]
    assert _column(table, "verified_sell_out_quantity_high", "A") == [9.0, None]


def test_trade_spend_is_a_share_of_sell_in() -> None:
    table = monthly(panel({"A": [200.0, 0.0, 5.0]}, claims_paid=np.array([[10.0, 5.0, 0.0]])))
    assert _column(table, "trade_spend_ratio", "A") == [0.05, None, 0.0]


def _until(months: int, *places: int) -> np.ndarray:
    return np.isin(np.arange(months), places)[None, :]


def test_nothing_follows_where_the_table_goes_on_or_nobody_asks() -> None:
    made = panel({"A": [0, 5, 0, 7]})
    assert after_the_last(made, _until(4, 0, 2, 3)).num_rows == 0
    assert after_the_last(panel({"A": [5, 0, 0]}), _until(3)).num_rows == 0
    assert after_the_last(panel({"A": [0, 0, 0]}), _until(3, 2)).num_rows == 0


def test_rows_after_the_last_order_are_zeros_up_to_the_last_month_asked_for() -> None:
    made = panel({"A": [4, 8, 0, 0, 0], "B": [1, 1, 1, 1, 1]}, product_count=None)
    until = np.concatenate([_until(5, 3), _until(5, 4)])
    table = after_the_last(made, until)
    assert tuple(table.column_names) == COLUMNS
    assert table["dealer_id"].to_pylist() == ["A", "A"]
    assert _column(table, "month", "A") == [dt.date(2024, m, 1) for m in (3, 4)]
    for name in (
        "sell_in_quantity",
        "sell_in_amount",
        "order_count",
        "product_count",
        "channel_share",
    ):
        assert _column(table, name, "A") == [0.0, 0.0]
    assert _column(table, "amount_change", "A") == [-1.0, None]
    assert _column(table, "order_count_change", "A") == [-1.0, None]
    assert _column(table, "share_change", "A") == pytest.approx([-100 * 8 / 9, 0.0])
    assert _column(table, "month_end_share", "A") == [None, None]
