"""Goods crowded into the month's last days, and months in which that means nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from steelyard.signals.month_end_loading import read
from tests.channels import World, assert_honest, ordinary


def _world(dealers: int = 60, months: int = 24) -> World:
    return ordinary(dealers, months, seed=8, orders_a_month=12, order_spread=0.3)


def _weekly() -> World:
    """Return a channel of dealers that order about five times a month, whenever they like."""
    return ordinary(80, 36, seed=9, orders_a_month=6, rate_spread=0.1, order_spread=0.3)


def _late(world: World, where: np.ndarray) -> World:
    """Return the world with those lines moved into their months' last five days."""
    months = world.start + np.arange(world.months + 1)
    length = np.diff(months.astype("datetime64[D]")).astype(np.int64)
    last = length[world.orders.month] - np.arange(world.orders.day.size) % 5
    moved = np.zeros(last.size, dtype=bool)
    moved[where] = True
    lines = replace(world.orders, day=np.where(moved, last, world.orders.day))
    return world.with_orders(lines)


def test_silent_when_the_whole_channel_orders_late() -> None:
    world = _world()
    p = read(_late(world, world.orders.month == 12).channel()).p_value[:, 12]
    assert np.nanmean(p < 0.01) < 0.05


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_honest(read)


def test_a_dealer_that_always_orders_late_stays_silent() -> None:
    world = _world()
    p = read(_late(world, world.orders.dealer == 0).channel()).p_value[0, 12:]
    assert np.isfinite(p).any()
    assert np.nanmin(p) > 0.05


def test_too_few_order_days_are_not_judged() -> None:
    world = ordinary(60, 24, seed=8, orders_a_month=1.5)
    days = world.channel().panel.order_days
    together = days.copy()
    together[:, 1:] += days[:, :-1]
    together[:, 2:] += days[:, :-2]
    few = (days < 2) | ((days < 4) & (together < 8))
    p = read(world.channel()).p_value
    assert np.isnan(p[few]).all()
    assert np.isfinite(p[~few]).any()


def test_few_orders_a_month_are_judged_three_months_together() -> None:
    world = _weekly()
    p = read(world.channel()).p_value
    few = (world.channel().panel.order_days < 4) & (np.arange(36) > 18)
    assert np.isfinite(p[few]).mean() > 0.3
    assert np.nanmean(p[few] < 0.05) < 0.08


def test_loading_that_lasts_does_not_become_the_habit() -> None:
    world = _weekly()
    where = (world.orders.dealer < 6) & (world.orders.month >= 24) & (world.orders.day > 8)
    reading = read(_late(world, np.flatnonzero(where)).channel())
    p = reading.p_value[:6]
    assert np.nanmedian(p[:, 26]) < 0.001
    assert np.nanmedian(p[:, 30]) < 0.05
    together = reading.figures["over_three"][:6, 26]
    assert (together[together > 0] > 0.5).all()
    assert np.count_nonzero(together) >= 4
    assert np.median(reading.figures["expected"][:6, 26]) < 0.3


def test_one_giant_order_among_small_ones_is_one_order() -> None:
    world = _world()
    amount = world.orders.amount.copy()
    last = np.flatnonzero((world.orders.dealer == 0) & (world.orders.month == 12))[-1]
    amount[last] = 500_000.0
    reading = read(world.with_orders(replace(world.orders, amount=amount)).channel())
    assert np.isnan(reading.p_value[0, 12])


def test_a_partial_month_is_not_judged() -> None:
    world = _world()
    early = world.orders.day <= 12
    lines = replace(
        world.orders, day=np.where((world.orders.month == 23) & ~early, 5, world.orders.day)
    )
    assert np.isnan(read(world.with_orders(lines).channel()).p_value[:, 23]).all()


def test_a_month_loaded_at_its_end_is_found() -> None:
    world = _world()
    where = (world.orders.dealer < 6) & (world.orders.month == 12)
    reading = read(_late(world, where).channel())
    assert np.nanmax(reading.p_value[:6, 12]) < 0.05
    assert np.nanmedian(reading.p_value[:6, 12]) < 0.001
    share = reading.figures["share"][:6, 12]
    assert (share > 0.95).all()
    assert (reading.amount_in_question[:6, 12] > 0).all()


def test_orders_and_what_was_undone_are_the_documents_of_the_monthly_table() -> None:
    world = _world()
    documents = world.channel().panel.order_count.copy()
    documents[0, 12] += 2
    figures = read(replace(world, extra={"order_count": documents}).channel()).figures
    assert figures["undone"][0, 12] == 2
    assert figures["undone"].sum() == 2
    np.testing.assert_array_equal(figures["orders"] + figures["undone"], documents)
