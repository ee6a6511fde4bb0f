"""Expected sell-in: the channel's month at the dealer's usual share."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.baselines.explained import explained_excess
from steelyard.baselines.peers import peers
from tests.channels import World, drawn, order, ordinary


def test_nothing_is_expected_before_a_dealer_has_a_past() -> None:
    expected = drawn([[100.0] * 6, [0.0, 0, 100, 100, 100, 100]]).channel().expected_sell_in
    assert np.isnan(expected[0, 0])
    assert np.isnan(expected[1, :3]).all()
    assert expected[1, 3] == pytest.approx(100.0)


def test_season_and_channel_moves_cancel() -> None:
    season = np.array([100.0, 120, 80, 300, 90, 60, 200, 100, 50, 150, 100, 400, 30])
    table = [(season * size).tolist() for size in (1.0, 2.0, 3.0, 0.5)]
    expected = drawn(table).channel().expected_sell_in
    np.testing.assert_allclose(expected[:, 1:], np.array(table)[:, 1:])


def test_each_category_has_its_own_share() -> None:
    world = drawn([[100.0] * 8] * 20)
    lines = world.orders
    for month in range(8):
        lines = lines + order(0, month, 50.0, category=1)
        lines = lines + order(1, month, 50.0 if month < 7 else 500.0, category=1)
    expected = world.with_orders(lines).channel().expected_sell_in
    assert expected[0, 7] > expected[0, 6] * 1.2  # category 1 grew, and it has half of it
    assert expected[2, 7] == pytest.approx(100.0, rel=0.03)


def test_the_dealer_does_not_raise_its_own_expectation() -> None:
    table = [[100.0] * 10 for _ in range(9)]
    usual = drawn(table).channel().expected_sell_in[0, 9]
    table[0][9] = 5000.0
    assert drawn(table).channel().expected_sell_in[0, 9] == pytest.approx(usual)


def test_one_wild_month_is_no_measure_for_the_next() -> None:
    table = [[100.0] * 14 for _ in range(9)]
    table[0][6] = 5000.0
    expected = drawn(table).channel().expected_sell_in
    assert expected[0, 7:].max() < 130
    assert expected[1:, 6].max() < 120


def test_the_region_is_used_where_it_is_large_enough() -> None:
    table = [[100.0] * 10 for _ in range(20)]
    for row in table[:10]:
        row[9] = 200.0
    near = drawn(table, region=[0] * 10 + [1] * 10).channel()
    assert near.expected_sell_in[0, 9] == pytest.approx(200.0)
    assert near.expected_sell_in[19, 9] == pytest.approx(100.0)
    far = drawn(table, region=[k % 10 for k in range(20)]).channel()
    assert 110 < far.expected_sell_in[0, 9] < 190


def test_a_region_counts_only_dealers_that_have_come() -> None:
    table = [[100.0] * 10 for _ in range(20)]
    for row in table[4:10]:
        row[:5] = [0.0] * 5
    near = peers(drawn(table, region=[0] * 10 + [1] * 10).channel().panel).near
    assert not near[0, 5]
    assert near[0, 6]


def test_a_region_that_one_neighbour_dominates_is_no_measure() -> None:
    table = [[100.0] * 10 for _ in range(20)]
    table[3] = [3000.0] * 9 + [9000.0]
    world = drawn(table, region=[0] * 10 + [1] * 10).channel()
    near = peers(world.panel).near
    assert not near[0, 9]
    assert near[3, 9]
    assert near[15, 9]


def test_levels_are_never_mixed() -> None:
    world = drawn([[100.0] * 8 for _ in range(6)] + [[10.0] * 7 + [40.0] for _ in range(6)])
    world = replace(world, level=np.array([1] * 6 + [2] * 6))
    expected = world.channel().expected_sell_in
    assert expected[0, 7] == pytest.approx(100.0)
    assert expected[11, 7] == pytest.approx(40.0, rel=0.25)


def test_a_gap_does_not_lower_what_is_expected_after_it() -> None:
    table = [[100.0] * 16 for _ in range(9)]
    table[0][10:15] = [0.0] * 5
    expected = drawn(table).channel().expected_sell_in
    assert expected[0, 10:].min() > 95


def test_a_ramp_does_not_raise_the_expectation_before_ramp() -> None:
    table = [[100.0] * 16 for _ in range(9)]
    table[0][14:] = [180.0, 190.0]
    channel = drawn(table).channel()
    assert channel.expected_before_ramp[0, 15] == pytest.approx(100.0, rel=0.01)
    assert channel.expected_sell_in[0, 15] > 103


def test_a_dealer_alone_is_read_against_itself() -> None:
    expected = drawn([[100.0, 120, 80, 100, 300]]).channel().expected_sell_in
    assert expected[0, 4] == pytest.approx(100.0, rel=0.1)


def _with(world: World, **extra: float) -> World:
    grids = {name: np.full((world.dealers, world.months), value) for name, value in extra.items()}
    return replace(world, extra=grids)


def test_only_an_excess_is_explained_and_never_more_than_was_planned() -> None:
    world = drawn([[100.0, 100, 100, 160]] * 3)
    expected = np.full((3, 4), 100.0)
    assert not explained_excess(world.channel().panel, expected).any()
    planned = _with(world, promoted_amount=40.0, launched_amount=10.0)
    found = explained_excess(planned.channel().panel, expected)
    np.testing.assert_array_equal(found[0], [0, 0, 0, 50])
    np.testing.assert_array_equal(
        explained_excess(_with(world, promoted_amount=900.0).channel().panel, expected)[0],
        [0, 0, 0, 60],
    )


def test_an_ordinary_world_is_foretold_without_bias() -> None:
    channel = ordinary(200, 36, seed=2, season=0.6).channel()
    known = channel.ordered & channel.enough_past
    amount, expected = channel.sell_in.amount[known], channel.sell_in.expected[known]
    assert 0.85 < np.median(amount / np.maximum(expected, 1e-9)) < 1.15
    assert 0.8 < amount.sum() / expected.sum() < 1.25
