"""Another dealer's books that overflow by what this one sold too much."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.mirror_near import read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_two_dealers_of_a_town_that_both_grow_mirror_nobody() -> None:
    ours = market()
    dealer, other = ours.plain, ours.neighbour(ours.plain)
    ours.grows(dealer, ours.more(dealer, 26, 0.5))
    ours.grows(other, ours.more(other, 26, 0.5))
    assert (read(ours.channel()).p_value[[dealer, other], 26:] > 0.02).all()


def test_a_declared_move_mirrors_nobody() -> None:
    ours = market()
    dealer, other = ours.plain, ours.neighbour(ours.plain)
    moved = ours.more(dealer, 26, 0.4)
    ours.bought[dealer] += moved
    ours.moved_out[dealer] += moved
    ours.moved_in[other] += moved
    ours.reported[other] += moved
    assert (read(ours.channel()).p_value[dealer, 26:] > 0.02).all()


def test_goods_handed_to_a_neighbour_stand_in_its_books() -> None:
    ours = market()
    dealer, other = ours.plain, ours.neighbour(ours.plain)
    moved = ours.more(dealer, 26, 0.4)
    ours.hands_to(dealer, other, moved)
    reading = read(ours.channel())
    told = {name: values[dealer, 29] for name, values in reading.figures.items()}
    assert (reading.p_value[dealer, 27:31] < 0.01).all()
    assert told["partner"] == f"D{other:04d}"
    window = moved[30 - told["months"] : 30].sum()
    assert told["excess"] == pytest.approx(window, rel=0.3)
    assert told["rise"] == pytest.approx(window, rel=0.5)
    least = min(told["rise"], told["excess"])
    assert reading.amount_in_question[dealer, 29] == pytest.approx(10 * least / told["months"])


def test_nobody_is_named_where_nobody_mirrors() -> None:
    ours = market()
    reading = read(ours.channel())
    nobody = reading.figures["partner"] == ""
    assert nobody.any()
    assert (reading.amount_in_question[nobody] == 0).all()


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.hands_to(ours.plain, ours.neighbour(ours.plain), ours.more(ours.plain, 18, 0.4))
    assert_sees_no_later_month(read, ours)


@pytest.mark.parametrize("table", ["stock", "sell_out"])
def test_without_its_tables_it_judges_nobody(table: str) -> None:
    assert np.isnan(read(market(dealers=12).channel(table)).p_value).all()
