"""Made worlds: goods are conserved to the unit, and the same arguments make the same world."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.simulation.worlds import FAMILIES, World, make_world

families = st.sampled_from(sorted(FAMILIES))


@pytest.fixture(scope="module")
def world() -> World:
    return make_world(FAMILIES["usual"], dealers=90, months=24, seed=5)


@settings(max_examples=12, deadline=None)
@given(family=families, seed=st.integers(0, 10**6), months=st.integers(8, 20))
def test_what_came_in_went_out_or_is_there(family: str, seed: int, months: int) -> None:
    made = make_world(FAMILIES[family], dealers=30, months=months, seed=seed)
    assert not made.goods.imbalance().any()
    for units in (made.goods.stock, made.goods.pile, made.goods.parked, made.books.told):
        assert units.min() >= 0
    assert made.goods.given.sum() == made.goods.taken.sum()
    assert made.goods.moved_out.sum() == made.goods.moved_in.sum()
    assert made.goods.links.left.min(initial=0) >= 0


def test_no_more_is_scanned_than_was_sold(world: World) -> None:
    scanned = world.scans.sum(axis=2).cumsum(axis=2)
    goods = world.goods
    sold = (goods.sell_out - goods.links.sold_from(len(scanned))).cumsum(axis=2)
    np.add.at(sold, goods.links.origin, goods.links.sold.cumsum(axis=2))
    assert (scanned <= sold).all()
    assert 0.5 < scanned[:, :, -1].sum() / sold[:, :, -1].sum() / world.setting.known.scan_rate < 2


def test_the_same_arguments_make_the_same_world(world: World) -> None:
    again = make_world(FAMILIES["usual"], dealers=90, months=24, seed=5)
    other = make_world(FAMILIES["usual"], dealers=90, months=24, seed=6)
    assert (again.scans == world.scans).all()
    assert (again.lines.amount_fen == world.lines.amount_fen).all()
    assert again.cast == world.cast
    assert other.cast != world.cast
