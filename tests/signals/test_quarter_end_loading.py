"""Goods crowded into the quarter's last month, and quarters that end high honestly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from steelyard.signals.quarter_end_loading import read
from tests.channels import World, assert_honest, drawn, ordinary

MONTHS = 27


def _table(last: list[float]) -> World:
    peers = [[100.0 + (k * 3 + m * 5) % 9 for m in range(MONTHS)] for k in range(11)]
    return drawn([*peers, last])


STEADY = [100.0 + (m * 5) % 9 for m in range(MONTHS)]


def test_silent_for_a_dealer_whose_quarters_always_end_high() -> None:
    habit = [200.0 + m % 5 if m % 3 == 2 else 80.0 for m in range(MONTHS)]
    assert np.nanmin(read(_table(habit).channel()).p_value[-1, 12:]) > 0.1


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_honest(read)


def test_judged_only_where_a_quarter_closes() -> None:
    p = read(_table(STEADY).channel()).p_value
    assert np.isnan(p[:, [m for m in range(MONTHS) if m % 3 != 2]]).all()
    assert not np.isnan(p[:, 11]).any()


def test_two_empty_months_do_not_make_the_third_suspicious_in_money() -> None:
    slow = [*STEADY[:24], 30.0, 30.0, 100.0]
    assert read(_table(slow).channel()).amount_in_question[-1, -1] < 15


def test_a_dealer_with_few_order_days_is_not_judged() -> None:
    world = ordinary(60, 24, seed=2, orders_a_month=1.0)
    days = world.channel().panel.order_days
    few = days[:, 9:12].sum(axis=1) < 6
    assert np.isnan(read(world.channel()).p_value[few, 11]).all()


def test_a_quarter_loaded_at_its_end_is_found() -> None:
    reading = read(_table([*STEADY[:26], 350.0]).channel())
    assert reading.p_value[-1, -1] < 0.005
    assert reading.figures["share"][-1, -1] > 0.55
    assert 80 < reading.amount_in_question[-1, -1] < 250


def test_planted_loading_is_found_in_a_noisy_channel() -> None:
    world = ordinary(200, 36, seed=6, orders_a_month=12, order_spread=0.4)
    lines = world.orders
    for dealer in range(12):
        lines = lines.scaled(dealer, [32], 8.0)
    p = read(world.with_orders(lines).channel()).p_value
    assert np.count_nonzero(p[:12, 32] < 0.02) >= 8


def test_two_quarters_loaded_a_little_are_found_together() -> None:
    world = ordinary(200, 36, seed=15, orders_a_month=12, order_spread=0.4, steadiness=25.0)
    lines = world.orders
    for dealer in range(12):
        lines = lines.scaled(dealer, [29, 32], 3.0)
    reading = read(world.with_orders(lines).channel())
    p, together = reading.p_value[:12, 32], reading.figures["over_two"][:12, 32]
    assert np.count_nonzero(p < 0.02) >= 8
    assert np.count_nonzero(together > 0.5) >= 8


def test_one_giant_order_in_the_last_month_is_one_order() -> None:
    world = ordinary(200, 36, seed=16, orders_a_month=12, order_spread=0.4, steadiness=25.0)
    amount = world.orders.amount.copy()
    for dealer in range(12):
        one = np.flatnonzero(world.orders.at(dealer, [32]))[0]
        amount[one] *= 40
    lines = replace(world.orders, amount=amount)
    p = read(world.with_orders(lines).channel()).p_value[:12, 32]
    assert np.isfinite(p).all()
    assert np.median(p) > 0.02
