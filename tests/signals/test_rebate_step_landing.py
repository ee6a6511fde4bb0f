"""Landing just above a rebate step, time and again; once is chance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.baselines import Channel
from steelyard.baselines.rebate_steps import RebateSteps
from steelyard.signals.rebate_step_landing import read
from tests.channels import World, drawn, order, ordinary

MONTHS = 36


def _steps(*entries: tuple[float, int, int], months: int = MONTHS) -> RebateSteps:
    thresholds, periods, dealers = zip(*entries, strict=True)
    return RebateSteps(
        np.array(thresholds, dtype=float), np.array(periods), np.array(dealers),
        np.ones((len(entries), months), dtype=bool),
    )  # fmt: skip


def _channel(world: World, steps: RebateSteps | None) -> Channel:
    return replace(world.channel(), rebate_steps=steps)


def _topped_up(world: World, dealer: int, step: float, period: int) -> World:
    """Return the world in which a dealer orders up to 0.5 % above the step in every period."""
    lines = world.orders
    amount = world.channel().panel.sell_in_amount[dealer]
    for month in range(period - 1, MONTHS, period):
        bought = amount[month - period + 1 : month + 1].sum()
        if bought < step * 1.005:
            lines = lines + order(dealer, month, step * 1.005 - bought, day=27)
    return world.with_orders(lines)


def test_silent_without_a_schedule() -> None:
    world = ordinary(30, MONTHS, seed=1)
    assert np.isnan(read(_channel(world, None)).p_value).all()


@pytest.mark.parametrize("period", [1, 3, 12])
def test_rare_by_chance_only_as_often_as_said(period: int) -> None:
    judged = []
    for seed in range(1, 6):
        world = ordinary(150, MONTHS, seed=seed, size_spread=0.4)
        usual = float(np.median(world.channel().panel.sell_in_amount)) * period
        steps = _steps((usual * 0.7, period, -1), (usual, period, -1), (usual * 1.4, period, -1))
        p = read(_channel(world, steps)).p_value
        judged.append(p[~np.isnan(p)])
    p = np.concatenate(judged)
    assert p.size > 300
    assert np.mean(p <= 0.01) <= 0.02
    assert np.mean(p <= 0.05) <= 0.08


def test_one_landing_is_chance() -> None:
    table = [[100.0 + (k * 7 + m * 5) % 23 for m in range(MONTHS)] for k in range(12)]
    table[-1][-1] += 301.0 - sum(table[-1][-3:])
    p = read(_channel(drawn(table), _steps((300.0, 3, -1)))).p_value[-1, -1]
    assert p > 0.001


def test_a_step_that_was_not_reached_is_not_judged() -> None:
    world = drawn([[100.0 + (k + m) % 5 for m in range(MONTHS)] for k in range(12)])
    assert np.isnan(read(_channel(world, _steps((9000.0, 3, -1)))).p_value).all()


def test_a_step_not_in_force_is_not_read() -> None:
    world = ordinary(30, MONTHS, seed=1)
    steps = replace(_steps((100.0, 3, -1)), in_force=np.zeros((1, MONTHS), dtype=bool))
    assert np.isnan(read(_channel(world, steps)).p_value).all()


def test_a_dealer_far_above_its_step_is_not_raised_by_its_past() -> None:
    world = _topped_up(ordinary(60, MONTHS, seed=2, orders_a_month=8), 0, 1.0, 3)
    amount = world.channel().panel.sell_in_amount[0]
    step = float(np.median([amount[m : m + 3].sum() for m in range(0, MONTHS, 3)])) * 1.1
    world = _topped_up(world, 0, step, 3)
    lines = world.orders + order(0, MONTHS - 1, step, day=27)
    p = read(_channel(world.with_orders(lines), _steps((step, 3, 0)))).p_value[0]
    assert p[-4] < 0.02
    assert p[-1] > 0.2


@pytest.mark.parametrize("period", [1, 3])
def test_landing_above_its_own_step_in_every_period_is_found(period: int) -> None:
    world = ordinary(60, MONTHS, seed=2, orders_a_month=8)
    amount = world.channel().panel.sell_in_amount[0]
    usual = np.median([amount[m : m + period].sum() for m in range(0, MONTHS, period)])
    step = float(usual) * 1.25
    reading = read(_channel(_topped_up(world, 0, step, period), _steps((step, period, 0))))
    closing = range(MONTHS - 6 * period, MONTHS)
    p = reading.p_value[0, list(closing)]
    landed = reading.effect[0, list(closing)] < 0.01
    assert np.nanmin(p[landed]) < 0.001
    assert np.isnan(reading.p_value[1:]).all()
    month = MONTHS - 6 * period + int(np.flatnonzero(p == np.nanmin(p))[0])
    assert reading.figures["close"][0, month] >= 4
    assert reading.figures["threshold"][0, month] == step


def test_a_month_and_a_quarter_scheme_are_both_read() -> None:
    world = ordinary(40, MONTHS, seed=3)
    month, quarter = _steps((1500.0, 1, -1)), _steps((6000.0, 3, -1))
    both = read(_channel(world, _steps((1500.0, 1, -1), (6000.0, 3, -1)))).p_value
    apart = [read(_channel(world, s)).p_value for s in (month, quarter)]
    judged = ~np.isnan(apart[0]) & ~np.isnan(apart[1])
    least = np.minimum(apart[0], apart[1])[judged]
    np.testing.assert_allclose(both[judged], np.minimum(2 * least, 1.0))


def test_several_steps_for_one_dealer_and_for_all() -> None:
    world = drawn([[100.0 + (k * 7 + m * 5) % 23 for m in range(MONTHS)] for k in range(12)])
    steps = _steps((310.0, 3, 4), (330.0, 3, 4), (200.0, 3, 2), (320.0, 3, -1))
    reached = read(_channel(world, steps)).figures["threshold"]
    total = world.channel().panel.sell_in_amount[4, -3:].sum()
    assert reached[4, -1] == max(s for s in (310.0, 320.0, 330.0) if s <= total)
    assert reached[2, -1] in (200.0, 320.0)


def test_a_dealer_that_grew_all_year_and_closed_it_quietly_has_nothing_in_question() -> None:
    table = [[100.0] * MONTHS for _ in range(20)]
    table[0] = [100.0] * 24 + [200.0] * 11 + [60.0]
    total = sum(table[0][24:])
    reading = read(_channel(drawn(table), _steps((total * 0.999, 12, 0))))
    assert not np.isnan(reading.p_value[0, MONTHS - 1])
    assert reading.amount_in_question[0, MONTHS - 1] == 0.0
