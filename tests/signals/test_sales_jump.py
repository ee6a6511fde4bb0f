"""A jump in sell-in, and the many honest things that look like one."""

from __future__ import annotations

import numpy as np

from steelyard.signals.sales_jump import read
from tests.channels import World, assert_honest, drawn, order, ordinary

STEADY = [100.0, 110, 95, 105, 100, 98, 104, 101, 99, 103, 97, 102, 100, 105, 96, 101]


def _table(last: list[float], peers: int = 11) -> list[list[float]]:
    """Return peers that buy about 100 a month above the dealer in question (the last row)."""
    wobble = [[v * (1 + 0.03 * ((k * 7 + m * 5) % 11 - 5) / 5) for m, v in enumerate(STEADY)]
              for k in range(peers)]  # fmt: skip
    return [*wobble, last]


def _p(world: World, dealer: int = -1, month: int = -1) -> float:
    return float(read(world.channel()).p_value[dealer, month])


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_honest(read)


def test_silent_when_the_whole_channel_jumps_with_it() -> None:
    season = [*STEADY[:-1], 400.0]
    table = [[v * (1 + k / 50) for v in season] for k in range(12)]
    assert _p(drawn(table)) > 0.2


def test_a_quarterly_buyer_does_not_jump() -> None:
    buys = [300.0 if m % 3 == 0 else 0.0 for m in range(16)]
    assert _p(drawn(_table(buys))) > 0.05


def test_a_catch_up_after_a_gap_is_no_jump() -> None:
    assert _p(drawn(_table([*STEADY[:-4], 0, 0, 0, 400.0]))) > 0.1


def test_a_newcomer_is_not_judged() -> None:
    world = drawn(_table([0] * 11 + [20.0, 40, 60, 90, 400]))
    assert np.isnan(read(world.channel()).p_value[-1]).all()


def test_a_dealer_that_returns_after_a_year_starts_anew() -> None:
    table = [[100.0 + (k + m) % 7 for m in range(22)] for k in range(12)]
    table[-1][5:17] = [0.0] * 12
    table[-1][-1] = 900.0
    assert np.isnan(_p(drawn(table)))


def test_two_order_months_are_too_little_to_judge() -> None:
    assert np.isnan(_p(drawn(_table([100.0, 0, 0, 0, 0, 0, 0, 100] + [0] * 7 + [500.0]))))


def test_a_planned_promotion_explains_the_excess_but_no_more() -> None:
    world = drawn(_table([*STEADY[:-1], 400.0]))
    promoted = np.zeros((12, 16))
    promoted[-1, -1] = 400.0
    whole = World(**{**vars(world), "extra": {"promoted_amount": promoted}})
    part = World(**{**vars(world), "extra": {"promoted_amount": promoted / 4}})
    reading = read(whole.channel())
    assert reading.p_value[-1, -1] > 0.2
    assert reading.amount_in_question[-1, -1] < 10
    assert _p(part) < 0.01
    assert 150 < read(part.channel()).amount_in_question[-1, -1] < 250


def test_a_launch_in_the_whole_channel_explains_the_excess() -> None:
    world = drawn(_table([*STEADY[:-1], 400.0]))
    launched = np.zeros((12, 16))
    launched[-1, -1] = 350.0
    assert _p(World(**{**vars(world), "extra": {"launched_amount": launched}})) > 0.2


def test_the_months_after_a_promotion_do_not_jump_back() -> None:
    bought = [*STEADY[:8], 400.0, 400, 400, *STEADY[11:]]
    promoted = np.zeros((12, 16))
    promoted[-1, 8:11] = 400.0
    world = drawn(_table(bought))
    reading = read(World(**{**vars(world), "extra": {"promoted_amount": promoted}}).channel())
    assert (reading.p_value[-1, 8:] > 0.05).all()


def test_a_jump_is_found_with_its_amount() -> None:
    reading = read(drawn(_table([*STEADY[:-1], 400.0])).channel())
    assert reading.p_value[-1, -1] < 0.005
    assert 270 < reading.amount_in_question[-1, -1] < 330
    assert 3.5 < reading.effect[-1, -1] < 4.5
    assert reading.amount_in_question[:-1, -1].max() < 20


def test_fourteen_months_are_enough_to_find_a_large_jump() -> None:
    table = [row[-14:] for row in _table([*STEADY[:-1], 600.0])]
    assert _p(drawn(table)) < 0.005


def test_planted_jumps_are_found_in_a_noisy_channel() -> None:
    world = ordinary(300, 36, seed=3, orders_a_month=15, order_spread=0.4)
    orders = world.orders
    for dealer in range(20):
        orders = orders.scaled(dealer, [30], 6.0)
    p = read(world.with_orders(orders).channel()).p_value
    assert np.count_nonzero(p[:20, 30] < 0.02) >= 14


def test_an_unknown_amount_is_no_order() -> None:
    world = drawn(_table(STEADY))
    amount = world.channel().panel.sell_in_amount.copy()
    amount[-1, 7] = np.nan
    reading = read(World(**{**vars(world), "extra": {"sell_in_amount": amount}}).channel())
    assert np.isnan(reading.p_value[-1, 7])
    assert reading.p_value[-1, 8] > 0.05


def test_a_dealer_with_goods_nobody_else_buys_is_read_against_itself() -> None:
    world = drawn(_table([0.0] * 16))
    orders = world.orders
    for month, amount in enumerate([*STEADY[:-1], 500.0]):
        orders = orders + order(11, month, amount / 2, 5, 1) + order(11, month, amount / 2, 9, 1)
    reading = read(world.with_orders(orders).channel())
    assert reading.p_value[-1, -1] < 0.01
    assert reading.p_value[-1, -2] > 0.1
