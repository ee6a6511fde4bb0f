"""Dealers that changed hands: silent without them, and exact where the matters follow a person."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.people.moved import Moved
from tests.people.made import MONTHS, Matter, channel, of, spread, teams, weighed

HALF = MONTHS // 2
OTHERS = teams(20, 12, 5)


def _handed(count: int) -> tuple[list[tuple[str, str]], dict[int, list[str]]]:
    """Return dealers of others, and `count` more that went from Li to Wang half-way."""
    dealers = [*OTHERS, *[("Wang", "R0")] * count]
    return dealers, {240 + i: ["Li"] * HALF + ["Wang"] * HALF for i in range(count)}


def _moved(matters: list[Matter], count: int = 8, name: str = "Li") -> Moved:
    usual = spread(240, 10, np.random.default_rng(7))
    return of(weighed(channel(*_handed(count)), [*usual, *matters]), name)[0].moved


def test_where_nobody_was_moved_there_is_nothing_to_say() -> None:
    person, _ = of(weighed(channel(OTHERS), [(3, 9)]), "S00")
    assert person.moved.dealers == 0
    assert np.isnan(person.moved.p_value)


def test_moved_dealers_without_a_flag_tell_nothing() -> None:
    moved = _moved([])
    assert (moved.dealers, moved.only_with, moved.only_without) == (8, 0, 0)
    assert np.isnan(moved.p_value)


def test_flags_on_both_sides_tell_nothing() -> None:
    moved = _moved([(240, 3), (240, 20), (241, 5), (241, 15)])
    assert (moved.only_with, moved.only_without) == (0, 0)
    assert np.isnan(moved.p_value)


def test_matters_that_stop_with_a_person_are_as_rare_as_so_many_heads_in_a_row() -> None:
    stopped = [(240 + i, 2 + i) for i in range(6)]
    li, wang = _moved(stopped), _moved(stopped, name="Wang")
    assert (li.only_with, li.only_without) == (6, 0)
    # Months of equal weight on both sides would give one in two to the sixth.
    assert li.p_value == pytest.approx(1 / 2**6, rel=0.7)
    assert (wang.only_with, wang.only_without, wang.p_value) == (0, 6, 1.0)


def test_longer_in_charge_explains_more_flags() -> None:
    dealers, served = _handed(8)
    served = {dealer: ["Li"] * 20 + ["Wang"] * 4 for dealer in served}
    people = weighed(channel(dealers, served), [(240 + i, 2 + i) for i in range(6)])
    longer = of(people, "Li")[0].moved
    assert longer.p_value > 0.2
    assert longer.p_value > _moved([(240 + i, 2 + i) for i in range(6)]).p_value


def test_who_came_when_flags_came_everywhere_is_not_held_to_have_brought_them() -> None:
    # All of the channel is flagged in the second half alone, as where the reports come in late.
    everywhere = [(dealer, HALF + dealer % HALF) for dealer in range(0, 240, 3)]
    started = [(240 + i, HALF + i) for i in range(6)]
    usual = of(weighed(channel(*_handed(8)), started), "Wang")[0].moved
    late = of(weighed(channel(*_handed(8)), [*started, *everywhere]), "Wang")[0].moved
    assert usual.p_value < 0.05
    assert late.p_value > 0.1
