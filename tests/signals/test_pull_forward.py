"""A rise paid back by a dip, and dips and rises that pay nothing back."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from steelyard.signals.pull_forward import read
from tests.channels import World, assert_honest, drawn, order, ordinary

MONTHS = 26


def _table(last: list[float]) -> World:
    peers = [[100.0 + (k * 3 + m * 5) % 9 for m in range(MONTHS)] for k in range(11)]
    return drawn([*peers, last])


STEADY = [100.0 + (m * 5) % 9 for m in range(MONTHS)]


def test_silent_when_a_rise_lasts() -> None:
    p = read(_table([*STEADY[:22], 200.0, 205, 198, 202]).channel()).p_value[-1, 22:]
    assert (p > 0.1).all()


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_honest(read)


def test_a_dip_without_a_rise_pays_nothing_back() -> None:
    reading = read(_table([*STEADY[:25], 30.0]).channel())
    assert reading.p_value[-1, -1] > 0.1
    assert reading.amount_in_question[-1, -1] < 5


def test_a_spike_and_back_to_normal_is_no_payback() -> None:
    reading = read(_table([*STEADY[:23], 400.0, 101.0, 99.0]).channel())
    assert (reading.p_value[-1, 24:] > 0.1).all()


def test_the_payback_of_a_promotion_is_none() -> None:
    world = _table([*STEADY[:24], 250.0, 20.0])
    promoted = np.zeros((12, MONTHS))
    promoted[-1, 24] = 250.0
    reading = read(replace(world, extra={"promoted_amount": promoted}).channel())
    assert reading.p_value[-1, -1] > 0.1
    assert reading.amount_in_question[-1, -1] < 5


def test_an_occasional_buyer_is_not_judged() -> None:
    p = read(_table([300.0 if m % 3 == 0 else 0.0 for m in range(MONTHS)]).channel()).p_value
    assert np.isnan(p[-1]).all()


def test_a_dealer_that_always_buys_big_and_small_in_turn_stays_silent() -> None:
    turn = [160.0 if m % 2 == 0 else 40.0 + m % 3 for m in range(MONTHS)]
    assert np.nanmin(read(_table(turn).channel()).p_value[-1, 16:]) > 0.02


def test_a_rise_paid_back_is_found_in_the_month_of_the_dip() -> None:
    reading = read(_table([*STEADY[:24], 190.0, 15.0]).channel())
    assert reading.p_value[-1, -1] < 0.005
    assert reading.p_value[-1, -2] > 0.2
    assert 0.7 < reading.effect[-1, -1] < 1.3
    assert 60 < reading.amount_in_question[-1, -1] < 110


def test_goods_returned_after_the_rise_count_as_the_dip() -> None:
    world = _table([*STEADY[:24], 190.0, 100.0])
    reading = read(world.with_orders(world.orders + order(11, 25, -85.0, 20)).channel())
    assert reading.p_value[-1, -1] < 0.005
    assert reading.figures["returned"][-1, -1] == 85.0


def test_a_rise_paid_back_over_two_months_is_found() -> None:
    reading = read(_table([*STEADY[:23], 200.0, 50.0, 48.0]).channel())
    assert reading.p_value[-1, -1] < 0.005


def test_planted_shifts_are_found_in_a_noisy_channel() -> None:
    world = ordinary(200, 36, seed=7, orders_a_month=15, order_spread=0.3)
    lines = world.orders
    for dealer in range(10):
        lines = lines.scaled(dealer, [30], 2.5).scaled(dealer, [31], 0.1)
    p = read(world.with_orders(lines).channel()).p_value
    assert np.count_nonzero(p[:10, 31] < 0.02) >= 7


def test_an_order_a_few_days_early_is_not_paid_back() -> None:
    """Whoever orders once a month takes two months' goods now and then, and none the next."""
    months = [100.0] * 22 + [200.0, 0.0]
    table = [[100.0 + (k * 3 + m * 5) % 9 for m in range(24)] for k in range(11)]
    monthly = read(drawn([*table, months], orders_a_month=1).channel()).p_value[-1, -1]
    often = read(drawn([*table, months], orders_a_month=4).channel()).p_value[-1, -1]
    assert np.isnan(monthly)
    assert often < 0.05
