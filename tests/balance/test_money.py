"""Money between manufacturer and dealer, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.balance.money import (
    LEAST_OVERDUE,
    LEAST_OWED,
    months_overdue,
    months_owed,
    ordinary_sell_in,
    overdue,
    owed,
    trade_spend,
    usual_sell_in,
    weight_in_region,
)
from tests.panels import panel

BILLED = panel(
    {"A": [300.0, 300.0, 300.0]},
    invoiced_amount=np.array([[300.0, 300.0, 300.0]]),
    due_amount=np.array([[0.0, 300.0, 300.0]]),
    paid_amount=np.array([[0.0, 100.0, 600.0]]),
)


def test_without_accounts_nothing_is_known() -> None:
    bought = panel({"A": [300.0] * 3})
    assert owed(bought) is None
    assert overdue(bought) is None
    assert months_owed(bought) is None
    assert months_overdue(bought) is None
    assert trade_spend(bought) is None


def test_what_was_paid_ahead_is_no_debt() -> None:
    ahead = replace(BILLED, paid_amount=np.array([[900.0, 0.0, 0.0]]))
    np.testing.assert_array_equal(owed(ahead), [[0, 0, 0]])
    np.testing.assert_array_equal(overdue(ahead), [[0, 0, 0]])


def test_owed_is_billed_less_paid_and_overdue_is_due_less_paid() -> None:
    np.testing.assert_array_equal(owed(BILLED), [[300, 500, 200]])
    np.testing.assert_array_equal(overdue(BILLED), [[0, 200, 0]])


def test_debts_are_told_in_months_of_sell_in() -> None:
    in_months = months_owed(BILLED)
    late = months_overdue(BILLED)
    assert in_months is not None
    assert late is not None
    np.testing.assert_allclose(in_months, np.log(np.array([[1, 5 / 3, 2 / 3]]) + LEAST_OWED))
    np.testing.assert_allclose(late, np.log(np.array([[0, 2 / 3, 0]]) + LEAST_OVERDUE))


def test_a_usual_month_is_known_only_where_something_was_bought() -> None:
    bought = panel({"A": [0.0, 600.0, 0.0, -900.0]})
    np.testing.assert_allclose(usual_sell_in(bought), [[np.nan, 300, 200, np.nan]])


def test_who_buys_less_for_a_while_does_not_owe_more_for_it() -> None:
    bought = panel(
        {"A": [300.0] * 18 + [0.0] * 5 + [400.0, 400.0], "B": [100.0] * 20 + [400.0] * 5}
    )
    ordinary = ordinary_sell_in(bought)
    assert ordinary[0, 17] == 300
    assert ordinary[0, 18] == pytest.approx(270)
    assert np.isnan(ordinary[0, 19:23]).all()
    assert ordinary[0, 23] == pytest.approx(270)
    assert usual_sell_in(bought)[0, 23] < 100
    np.testing.assert_allclose(ordinary[1], usual_sell_in(bought)[1])


def test_weights_of_a_region_add_up_to_one() -> None:
    weights = weight_in_region(
        panel({"A": [100.0], "B": [300.0], "C": [50.0], "D": [0.0]}, region=[0, 0, 1, 2])
    )
    np.testing.assert_allclose(weights[:3, 0], [0.25, 0.75, 1])
    assert np.isnan(weights[3, 0])


def test_claims_that_are_taken_back_are_no_spend_below_nothing() -> None:
    spent = replace(panel({"A": [100.0] * 12}), claims_paid=np.full((1, 12), 5.0))
    spent.claims_paid[0, 8] = -50  # type: ignore[index]
    shift = trade_spend(spent)
    assert shift is not None
    assert shift.size[0, 0, 9] == pytest.approx(np.log(6 / 201) - np.log(41 / 801) * 8 / 10)
