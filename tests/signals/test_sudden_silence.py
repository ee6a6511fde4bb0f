"""A large dealer that stops ordering, and silences that are none."""

from __future__ import annotations

import numpy as np

from steelyard.signals.sudden_silence import read
from tests.channels import World, assert_honest, drawn, order, ordinary

MONTHS = 24


def _table(last: list[float], orders_a_month: int = 4) -> World:
    """Return a large dealer (the last row) above small peers."""
    peers = [[100.0 + (k * 3 + m * 5) % 9 for m in range(MONTHS)] for k in range(11)]
    return drawn([*peers, last], orders_a_month=orders_a_month)


def test_silent_for_a_quarterly_buyer() -> None:
    p = read(_table([3000.0 if m % 3 == 0 else 0.0 for m in range(MONTHS)]).channel()).p_value
    assert not np.isnan(p[-1, 12:]).all()
    assert np.nanmin(p[-1]) > 0.05


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_honest(read)


def test_a_small_dealer_may_stop_unnoticed() -> None:
    world = _table([1000.0] * MONTHS)
    lines = world.orders.without(0, range(20, MONTHS))
    assert np.isnan(read(world.with_orders(lines).channel()).p_value[0]).all()


def test_the_whole_channel_at_rest_makes_nobody_silent() -> None:
    world = _table([1000.0] * MONTHS)
    lines = world.orders
    for dealer in range(1, 12):
        lines = lines.without(dealer, [22])
    reading = read(world.with_orders(lines).channel())
    assert not reading.p_value[-1, 22] < 0.1


def test_a_large_dealer_that_stops_is_found_with_what_it_would_have_bought() -> None:
    reading = read(_table([1000.0] * 21 + [0.0] * 3).channel())
    assert reading.p_value[-1, 20] > 0.1
    assert reading.p_value[-1, 22] < 0.005
    assert 900 < reading.amount_in_question[-1, 22] < 1100
    assert reading.figures["days"][-1, 22] > 60
    assert 5 < reading.figures["usual"][-1, 22] < 9


def test_a_silence_is_news_for_three_months() -> None:
    reading = read(_table([1000.0] * 14 + [0.0] * 10).channel())
    assert (reading.p_value[-1, 15:17] < 0.01).all()
    assert np.isnan(reading.p_value[-1, 17:]).all()
    assert (reading.amount_in_question[-1, 17:] == 0).all()


def test_planted_silences_are_found_in_a_large_channel() -> None:
    world = ordinary(300, 36, seed=11)
    large = np.flatnonzero(world.channel().key_sized[:, 30])
    lines = world.orders
    for dealer in large[:5]:
        lines = lines.without(int(dealer), [30, 31, 32])
    p = read(world.with_orders(lines).channel()).p_value
    assert np.nanmax(p[large[:5], 31]) < 0.02
    assert np.nanmedian(p[large[:5], 31]) < 0.01


def test_a_clock_that_strikes_a_few_days_later_is_no_news() -> None:
    lines = order(11, 0, 200.0, day=6)
    for week in range(1, MONTHS * 4):
        lines = lines + order(11, week // 4, 200.0, day=6 + 7 * (week % 4))
    world = _table([0.0] * MONTHS)
    late = lines.without(11, [21]) + order(11, 21, 200.0, day=6) + order(11, 21, 200.0, day=20)
    p = read(world.with_orders(world.orders + late).channel()).p_value
    assert not np.isnan(p[-1, 12:]).any()
    assert np.min(p[-1, 12:]) > 0.01


def test_a_rest_at_the_same_time_of_every_year_is_no_longer_news() -> None:
    world = ordinary(300, 60, seed=301)
    large = int(np.flatnonzero(world.channel().key_sized[:, 30])[1])
    rest = [month for month in range(60) if month % 12 in (6, 7)]
    p = read(world.with_orders(world.orders.without(large, rest)).channel()).p_value
    assert p[large, 19] < 0.02
    assert p[large, 54] > 0.1
