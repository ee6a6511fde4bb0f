"""What the books leave over: worked by hand, and honest moves that leave nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from steelyard.balance.books import (
    claimed,
    fell_at_once,
    left_over,
    left_over_share,
    net_received,
    usual_sell_out,
)
from tests.markets import market
from tests.panels import panel

NAN = np.nan


def _book(**arrays: list[float]) -> np.ndarray:
    """Return what one dealer's books leave over: 100 units come in each month."""
    known = {name: np.array([values]) for name, values in arrays.items()}
    left = left_over(panel({"A": [1000.0] * 4}, **known))
    assert left is not None
    return left[0]


def test_books_that_agree_leave_nothing_over() -> None:
    left = _book(sell_out_quantity=[90, 110, 80, 120], stock_quantity=[50, 40, 60, 40])
    np.testing.assert_array_equal(left, [NAN, 0, 0, 0])


def test_a_declared_move_is_part_of_what_came_and_went() -> None:
    left = _book(
        sell_out_quantity=[100, 80, 110, 100],
        stock_quantity=[50, 40, 40, 50],
        moved_in_quantity=[0, 0, 10, 10],
        moved_out_quantity=[0, 30, 0, 0],
    )
    np.testing.assert_array_equal(left, [NAN, 0, 0, 0])


def test_more_sold_than_came_is_left_over_above_nothing() -> None:
    left = _book(sell_out_quantity=[100, 130, 100, 100], stock_quantity=[50, 50, 50, 45])
    np.testing.assert_array_equal(left, [NAN, 30, 0, -5])


def test_a_month_without_a_count_is_unknown_and_the_next_count_answers_for_it() -> None:
    left = _book(sell_out_quantity=[100, 130, 120, 100], stock_quantity=[50, NAN, 50, 45])
    np.testing.assert_array_equal(left, [NAN, NAN, 50, -5])


def test_a_month_without_a_report_is_unknown_until_two_counts_lie_after_it() -> None:
    left = _book(sell_out_quantity=[100, NAN, 100, 100], stock_quantity=[50, 50, NAN, 50])
    np.testing.assert_array_equal(left, [NAN, NAN, NAN, 0])
    left = _book(sell_out_quantity=[100, 100, NAN, 100], stock_quantity=[50, NAN, NAN, 50])
    assert np.isnan(left).all()


def test_what_a_count_answers_for_is_told_a_month() -> None:
    months = {"sell_out_quantity": [100.0, 100, 130, 130], "stock_quantity": [50.0, 50, NAN, 50]}
    known = {name: np.array([values]) for name, values in months.items()}
    share = left_over_share(panel({"A": [1000.0] * 4}, **known))
    assert share is not None
    np.testing.assert_allclose(share[0, 3], 30 / np.mean(months["sell_out_quantity"]))


def test_a_count_that_falls_without_sales_is_in_another_unit_and_an_emptied_store_is_not() -> None:
    for sold, counted, other in (
        ([100.0, 100, 100, 100], [240.0, 240, 20, 20], True),
        ([100.0, 100, 320, 100], [240.0, 240, 20, 20], False),
        ([100.0, 100, 100, 100], [240.0, 240, 120, 120], False),
        ([100.0, 100, 100, 100], [12.0, 12, 0, 0], False),  # an error on a nearly empty shelf
    ):
        known = {"sell_out_quantity": np.array([sold]), "stock_quantity": np.array([counted])}
        fell = fell_at_once(panel({"A": [1000.0] * 4}, **known))
        assert fell[0].tolist() == [False, False, other, other]


def test_the_dealers_own_count_goes_before_any_other() -> None:
    bought = panel({"A": [1000.0]}, stock_quantity=np.array([[7.0]]))
    assert claimed(bought) is bought.stock_quantity
    own = np.array([[5.0]])
    assert claimed(replace(bought, claimed_quantity=own)) is own


def test_without_reports_or_counts_there_are_no_books() -> None:
    bought = panel({"A": [1000.0] * 3})
    assert left_over(bought) is None
    assert left_over_share(bought) is None
    assert left_over(replace(bought, stock_quantity=np.ones((1, 3)))) is None
    assert np.isnan(usual_sell_out(bought)).all()


def test_returns_and_unknown_moves_count_as_they_are() -> None:
    bought = panel(
        {"A": [1000.0, -200.0]},
        moved_in_quantity=np.array([[NAN, 5.0]]),
        moved_out_quantity=np.array([[10.0, NAN]]),
    )
    np.testing.assert_array_equal(net_received(bought), [[90, -15]])


def test_a_usual_month_is_the_mean_of_six() -> None:
    bought = panel({"A": [10.0] * 8}, sell_out_quantity=np.arange(8.0)[None])
    assert usual_sell_out(bought)[0].tolist() == [0, 0.5, 1, 1.5, 2, 2.5, 3.5, 4.5]


def test_the_share_of_an_honest_channel_is_next_to_nothing() -> None:
    share = left_over_share(market().panel())
    assert share is not None
    assert np.nanmedian(np.abs(share)) < 0.02
