"""A slow climb in channel share, and shares that move for honest reasons."""

from __future__ import annotations

import numpy as np

from steelyard.signals.channel_share_jump import read
from tests.channels import World, assert_honest, drawn, ordinary


def _table(last: list[float]) -> World:
    months = len(last)
    peers = [[100.0 + (k * 3 + m * 5) % 9 for m in range(months)] for k in range(11)]
    return drawn([*peers, last])


STEADY = [100.0 + (m * 5) % 9 for m in range(24)]


def test_silent_when_the_channel_climbs_with_it() -> None:
    table = [[(100.0 + k) * (1.0 if m < 18 else 1.3 ** (m - 17)) for m in range(24)]
             for k in range(12)]  # fmt: skip
    assert (read(drawn(table).channel()).p_value[:, 18:] > 0.2).all()


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_honest(read)


def test_a_quarterly_buyer_does_not_climb() -> None:
    p = read(_table([300.0 if m % 3 == 0 else 0.0 for m in range(24)]).channel()).p_value[-1]
    assert np.nanmin(p) > 0.05


def test_a_catch_up_after_a_gap_does_not_climb() -> None:
    p = read(_table([*STEADY[:19], 0, 0, 0, 0, 500.0]).channel()).p_value[-1, -1]
    assert p > 0.1


def test_a_newcomer_may_climb_for_a_year() -> None:
    growing = [0.0] * 8 + [10.0 * k for k in range(1, 17)]
    p = read(_table(growing).channel()).p_value[-1]
    assert np.isnan(p[:20]).all()


def test_a_ramp_too_slow_for_a_jump_is_found() -> None:
    ramp = [*STEADY[:20], 130.0, 165, 200, 240]
    reading = read(_table(ramp).channel())
    assert reading.p_value[-1, -1] < 0.005
    assert 0.04 < reading.effect[-1, -1] < 0.09
    assert 80 < reading.amount_in_question[-1, -1] < 160


def test_one_spike_is_in_question_in_its_own_month_only() -> None:
    reading = read(_table([*STEADY[:21], 500.0, 101, 99]).channel())
    assert reading.amount_in_question[-1, 21] > 200
    assert (reading.amount_in_question[-1, 22:] < 20).all()


def test_planted_ramps_are_found_in_a_noisy_channel() -> None:
    world = ordinary(200, 36, seed=5, orders_a_month=12, order_spread=0.4)
    lines = world.orders
    for dealer in range(10):
        for month, factor in ((30, 1.8), (31, 2.6), (32, 3.5)):
            lines = lines.scaled(dealer, [month], factor)
    p = read(world.with_orders(lines).channel()).p_value
    assert np.count_nonzero(p[:10, 32] < 0.01) >= 7
