"""Stock cover that rises, and warehouses that are honestly full."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.stock_cover_rise import read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_when_the_whole_channel_stocks_up_for_a_festival() -> None:
    ours = market()
    ours.claimed[:, 24:26] *= 2
    p = read(ours.channel()).p_value[:, 24:26]
    assert np.mean(p < 0.01) < 0.02


def test_silent_when_a_dealer_grows_with_its_warehouse() -> None:
    ours = market()
    dealer = ours.plain
    ours.grows(dealer, ours.more(dealer, 24, 1.0))
    ours.claimed[dealer, 24:] *= 2
    assert (read(ours.channel()).p_value[dealer, 25:] > 0.01).all()


def test_who_always_holds_much_is_held_against_itself() -> None:
    ours = market()
    ours.claimed[ours.plain] *= 3
    assert (read(ours.channel()).p_value[ours.plain, 12:] > 0.01).all()


def test_goods_that_pile_up_are_found_with_how_many_they_are() -> None:
    ours = market()
    dealer = ours.plain
    pushed = ours.more(dealer, 26, 0.8)
    ours.hoards(dealer, pushed)
    reading = read(ours.channel())
    told = {name: values[dealer, 28] for name, values in reading.figures.items()}
    assert (reading.p_value[dealer, 27:32] < 0.005).all()
    assert told["cover"] > 1.5 * told["before"]
    assert told["units"] == pytest.approx(pushed[:29].sum() * (told["months"] + 1) / 6, rel=0.4)
    assert reading.amount_in_question[dealer, 28] == pytest.approx(10 * told["units"])


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.hoards(ours.plain, ours.more(ours.plain, 18, 0.8))
    assert_sees_no_later_month(read, ours)


@pytest.mark.parametrize("table", ["stock", "sell_out"])
def test_without_its_tables_it_judges_nobody(table: str) -> None:
    assert np.isnan(read(market(dealers=12).channel(table)).p_value).all()
