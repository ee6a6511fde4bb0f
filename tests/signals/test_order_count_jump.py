"""More orders than usual, and the honest reasons for it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from steelyard.signals.order_count_jump import read
from tests.channels import World, assert_honest, drawn, order, ordinary

PEERS = [[100.0 + (k * 3 + m * 5) % 9 for m in range(16)] for k in range(11)]


def _with_last_month(orders: int, amount: float) -> World:
    """Return twelve dealers with four orders a month; the last one's last month is given."""
    world = drawn([*PEERS, [100.0 + (m * 5) % 9 for m in range(15)] + [0.0]])
    lines = world.orders
    for k in range(orders):
        lines = lines + order(11, 15, amount / orders, day=1 + k % 28)
    return world.with_orders(lines)


def test_silent_where_the_count_is_usual() -> None:
    reading = read(_with_last_month(4, 900).channel())
    assert reading.p_value[-1, -1] > 0.2


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_honest(read)


def test_the_same_money_in_more_orders_puts_nothing_in_question() -> None:
    reading = read(_with_last_month(24, 100).channel())
    assert reading.p_value[-1, -1] < 0.01
    assert reading.amount_in_question[-1, -1] < 10


def test_a_quarterly_buyer_may_place_three_months_orders_at_once() -> None:
    world = drawn([*PEERS, [0.0] * 16])
    lines = world.orders
    for month in range(0, 16, 3):
        for k in range(6):
            lines = lines + order(11, month, 50, day=1 + 4 * k)
    assert (read(world.with_orders(lines).channel()).p_value[-1, 9::3] > 0.1).all()


def test_a_promotion_takes_its_share_of_the_orders_away() -> None:
    world = _with_last_month(20, 500)
    promoted = np.zeros((12, 16))
    promoted[-1, -1] = 500.0
    reading = read(replace(world, extra={"promoted_amount": promoted}).channel())
    assert reading.p_value[-1, -1] > 0.1


def test_many_more_orders_are_found() -> None:
    reading = read(_with_last_month(20, 500).channel())
    assert reading.p_value[-1, -1] < 0.005
    assert 4 < reading.effect[-1, -1] < 6
    assert 350 < reading.amount_in_question[-1, -1] < 450


def test_planted_bursts_are_found_in_a_noisy_channel() -> None:
    world = ordinary(200, 36, seed=4)
    lines = world.orders
    for dealer in range(15):
        for k in range(30):
            lines = lines + order(dealer, 30, 1000.0, day=1 + k % 28)
    p = read(world.with_orders(lines).channel()).p_value
    assert np.count_nonzero(p[:15, 30] < 0.005) >= 12


def test_orders_and_what_was_undone_are_the_documents_of_the_monthly_table() -> None:
    world = _with_last_month(20, 500)
    plain = world.channel().panel
    assert not plain.undone_order_count.any()
    documents = plain.order_count.copy()
    documents[-1, -1] += 2  # one order and the document that cancels it
    figures = read(replace(world, extra={"order_count": documents}).channel()).figures
    assert figures["orders"][-1, -1] == 20
    assert figures["undone"][-1, -1] == 2
    np.testing.assert_array_equal(figures["orders"] + figures["undone"], documents)
