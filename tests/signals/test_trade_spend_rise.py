"""Trade spend that takes more of sell-in, and spending that goes along with sales."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.trade_spend_rise import read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_when_spend_grows_with_sell_in() -> None:
    ours = market()
    dealer = ours.plain
    ours.grows(dealer, ours.more(dealer, 24, 1.0))
    ours.spent[dealer] = np.round(ours.bought[dealer] * 0.5, 2)
    assert (read(ours.channel()).p_value[dealer, 24:] > 0.05).all()


def test_silent_when_a_launch_costs_money_everywhere() -> None:
    ours = market()
    ours.spent[:, 24:30] *= 2
    p = read(ours.channel()).p_value[:, 24:30]
    assert np.mean(p[~np.isnan(p)] < 0.01) < 0.03


@pytest.mark.parametrize("part", [0.0, 0.03, -0.3])
def test_silent_on_who_buys_nothing_or_returns_for_months_and_is_paid_as_before(
    part: float,
) -> None:
    ours = market()
    dealer = ours.plain
    ours.bought[dealer, 24:29] = np.round(part * ours.bought[dealer, 24:29])
    reading = read(ours.channel())
    before = read(market().channel())
    assert reading.departure is not None
    assert before.departure is not None
    ordinary = np.nanmax(before.departure[:, dealer, 12:])
    assert np.nanmax(reading.departure[:, dealer, 24:]) < max(ordinary, 2.5)
    assert (np.nan_to_num(reading.p_value[dealer, 24:], nan=1.0) > 0.01).all()


def test_a_ratio_that_doubles_is_found_with_the_money() -> None:
    ours = market()
    dealer = ours.plain
    before = ours.spent[dealer].copy()
    ours.spent[dealer, 24:] *= 2
    reading = read(ours.channel())
    told = {name: values[dealer, 30] for name, values in reading.figures.items()}
    assert (reading.p_value[dealer, 26:32] < 0.005).all()
    assert told["ratio"] == pytest.approx(2 * told["before"], rel=0.25)
    assert reading.amount_in_question[dealer, 30] == pytest.approx(
        before[31 - int(told["months"]) : 31].mean(), rel=0.25
    )


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.spent[ours.plain, 18:] *= 2
    assert_sees_no_later_month(read, ours)


def test_without_claims_it_judges_nobody() -> None:
    assert np.isnan(read(market(dealers=12).channel("claims")).p_value).all()
