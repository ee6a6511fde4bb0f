"""The small parts of which worlds are made: whole units, names, links, rebate steps, seasons."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from steelyard.simulation.worlds import columns
from steelyard.simulation.worlds.arrays import whole
from steelyard.simulation.worlds.family import FAMILIES, Family
from steelyard.simulation.worlds.links import Links
from steelyard.simulation.worlds.names import dealer_names
from steelyard.simulation.worlds.rebates import Rebates
from steelyard.simulation.worlds.seasons import days_in, last_days, months_from, season
from steelyard.simulation.worlds.streams import Streams


@given(arrays(np.float64, (3, 9), elements=st.floats(0, 1e5)), st.integers(1, 24))
def test_whole_units_lose_less_than_one_pack(amounts: np.ndarray, pack: int) -> None:
    units = whole(amounts, pack)
    assert (units >= 0).all()
    assert not (units % pack).any()
    left = amounts.cumsum(axis=1) - units.cumsum(axis=1)
    assert left.min() > -1e-3
    assert left.max() < pack + 1e-3


def test_nothing_makes_no_units() -> None:
    assert not whole(np.zeros((2, 5)), 12).any()


def test_no_two_dealers_have_one_name() -> None:
    names = dealer_names(["川东"] * 4000 + ["川南"] * 10)
    assert len(set(names)) == 4010


@given(st.lists(st.integers(0, 5), min_size=0, max_size=20))
def test_links_come_in_turn_and_each_once(receivers: list[int]) -> None:
    count = len(receivers)
    links = Links(
        origin=np.arange(count),
        receiver=np.array(receivers, dtype=np.int64),
        undeclared=np.zeros(count, dtype=bool),
        left=np.zeros((count, 1), dtype=np.int64),
        sold=np.zeros((count, 1, 1), dtype=np.int64),
    )
    groups = [group.tolist() for group in links.in_turn()]
    assert sorted(link for group in groups for link in group) == list(range(count))
    for group in groups:
        assert len({receivers[link] for link in group}) == len(group)


def test_who_stands_on_a_step_is_short_of_the_next() -> None:
    steps = Rebates(np.array([100, 200]), np.array([400, 800]), np.array([0.01, 0.02]))
    assert steps.short_of(np.array([0.0, 100.0, 150.0])).tolist() == [100.0, 100.0, 50.0]
    assert np.isinf(steps.short_of(np.array([200.0, 900.0]))).all()


def test_spring_festival_moves_the_month_that_is_bought_for() -> None:
    months = months_from("2023-01", 24)
    height = season(months, swing=0.0, peak=1, festival=1.0)
    # 22 January 2023 and 10 February 2024: the buying days lie before each.
    assert height[0] > height[1]
    assert height[12] > height[13] > 1
    assert season(months, 0.0, 1, 0.0).tolist() == [1.0] * 24


def test_months_have_their_days() -> None:
    months = months_from("2024-01", 3)
    assert days_in(months).tolist() == [31, 29, 31]
    assert [str(day) for day in last_days(months)] == ["2024-01-31", "2024-02-29", "2024-03-31"]


@given(st.lists(st.integers(-(10**16), 10**16), max_size=20))
def test_money_is_exact(fen: list[int]) -> None:
    written = columns.money(np.array(fen, dtype=np.int64))
    assert [int(amount * 100) for amount in written.to_pylist()] == fen
    assert written.type == pa.decimal128(18, 2)


def test_what_is_drawn_for_one_purpose_moves_nothing_else() -> None:
    streams = Streams("usual", 1)
    assert streams.stream("demand").random() == streams.stream("demand").random()
    assert streams.stream("demand").random() != streams.stream("scans").random()
    assert streams.stream("demand").random() != Streams("evasive", 1).stream("demand").random()


def test_the_trained_family_holds_those_that_are_published() -> None:
    trained = FAMILIES["trained"]
    ranges = [
        name for name in Family.__dataclass_fields__ if isinstance(getattr(trained, name), tuple)
    ]
    assert len(ranges) > 8
    for family in (FAMILIES["usual"], FAMILIES["evasive"]):
        for name in ranges:
            low, high = getattr(family, name)
            assert getattr(trained, name)[0] <= low <= high <= getattr(trained, name)[1], name
