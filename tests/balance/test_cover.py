"""Months of stock, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.balance.cover import LEAST, cover, least_cover, months_of_stock
from tests.panels import panel

NAN = np.nan
COUNTED = panel(
    {"A": [1000.0] * 4},
    sell_out_quantity=np.array([[100.0, 50.0, 150.0, 100.0]]),
    stock_quantity=np.array([[200.0, NAN, 100.0, 300.0]]),
)


def test_without_reports_or_counts_nothing_is_known() -> None:
    bought = panel({"A": [1000.0] * 4})
    assert months_of_stock(bought) is None
    assert cover(bought) is None
    assert least_cover(replace(bought, sell_out_quantity=np.ones((1, 4)))) is None


def test_who_sells_nothing_has_no_months_of_stock() -> None:
    still = replace(COUNTED, sell_out_quantity=np.zeros((1, 4)))
    assert np.isnan(months_of_stock(still)).all()


def test_stock_is_held_against_three_months_of_sell_out() -> None:
    np.testing.assert_allclose(months_of_stock(COUNTED), [[2.0, NAN, 1.0, 3.0]])


def test_the_least_is_of_three_months() -> None:
    np.testing.assert_allclose(months_of_stock(COUNTED, least=True), [[2, 200 / 75, 1, 1]])


def test_a_few_days_of_stock_count_as_none() -> None:
    figure = cover(COUNTED)
    assert figure is not None
    assert figure[0, 3] == pytest.approx(np.log(3 + LEAST))


def test_what_the_whole_channel_holds_is_nobodys_doing() -> None:
    many = panel(
        {f"D{k}": [1000.0] * 4 for k in range(9)},
        sell_out_quantity=np.full((9, 4), 100.0),
        stock_quantity=np.tile([100.0, 200.0, 300.0, 100.0], (9, 1)),
    )
    assert cover(many) == pytest.approx(np.zeros((9, 4)))
