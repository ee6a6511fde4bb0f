"""Ordering that turned mechanical, and dealers that always were so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from steelyard.signals.mechanical_ordering import read
from tests.channels import Orders, World, assert_honest, order, ordinary

MONTHS = 30


def _world() -> World:
    return ordinary(60, MONTHS, seed=9, orders_a_month=6)


def _clockwork(orders: Orders, dealer: int, months: range, amount: float = 800.0) -> Orders:
    lines = orders.without(dealer, months)
    for month in months:
        for day in (2, 9, 16, 23):
            lines = lines + order(dealer, month, amount, day)
    return lines


def test_silent_for_a_dealer_that_always_was_regular() -> None:
    world = _world()
    lines = _clockwork(world.orders, 0, range(MONTHS))
    assert np.nanmin(read(world.with_orders(lines).channel()).p_value[0]) > 0.1


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_honest(read)


def test_too_few_orders_are_not_judged() -> None:
    world = ordinary(60, MONTHS, seed=9, orders_a_month=0.8)
    panel = world.channel().panel
    few = panel.standing_order_count[:, 20:24].sum(axis=1) < 6
    assert few.any()
    assert np.isnan(read(world.channel()).p_value[few, 23]).all()


def test_a_turn_to_equal_orders_like_a_clock_is_found() -> None:
    world = _world()
    lines = _clockwork(world.orders, 0, range(24, MONTHS))
    reading = read(world.with_orders(lines).channel())
    assert reading.p_value[0, 27] < 0.005
    assert reading.figures["size_cv"][0, 27] < 0.01
    assert reading.figures["repeats"][0, 27] == 1.0


def test_orders_that_never_repeat_an_amount_have_no_repeats() -> None:
    assert np.nanmax(read(_world().channel()).figures["repeats"][:, 27]) == 0


def test_two_amounts_in_turn_repeat_in_all_but_the_first_two_of_a_month() -> None:
    world = _world()
    lines = _clockwork(world.orders, 0, range(24, MONTHS))
    mine = lines.at(0, range(24, MONTHS))
    amount = np.where(mine, np.where(np.arange(mine.size) % 2, 800.0, 900.0), lines.amount)
    reading = read(world.with_orders(replace(lines, amount=amount)).channel())
    assert reading.figures["repeats"][0, 27] == 2 / 3


def test_equal_amounts_on_the_usual_odd_days_are_found() -> None:
    world = _world()
    mine = world.orders.at(0, range(24, MONTHS))
    lines = replace(world.orders, amount=np.where(mine, 800.0, world.orders.amount))
    reading = read(world.with_orders(lines).channel())
    assert reading.p_value[0, 27] < 0.01
    assert reading.figures["gap_cv"][0, 27] > 0.3


def test_what_is_in_question_is_the_excess_alone() -> None:
    world = _world()
    channel = world.with_orders(_clockwork(world.orders, 0, range(24, MONTHS))).channel()
    reading = read(channel)
    assert (reading.amount_in_question <= channel.sell_in.excess).all()
