"""Sums of small trees: what is added adds up, and what may only rise does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.statistics.boosted_trees import Trees, trees_from

Node = list[float]
STUMP: list[Node] = [[0, 2.0, 1, 2, -0.5], [-1, 0, 0, 0, -1.0], [-1, 0, 0, 0, 1.5]]
DEEP: list[Node] = [
    [1, 1.0, 1, 2, 0.1],
    [-1, 0, 0, 0, -0.2],
    [0, 3.0, 3, 4, 0.8],
    [-1, 0, 0, 0, 0.3],
    [-1, 0, 0, 0, 1.9],
]


def _trees(*trees: list[Node], base: float = -2.0, depth: int = 2) -> Trees:
    return trees_from({"base": base, "depth": depth, "trees": list(trees)})


def test_nothing_departs_and_the_score_is_the_lowest() -> None:
    trees = _trees(STUMP, DEEP)
    assert trees.score(np.zeros((1, 2))).tolist() == [pytest.approx(-2 - 1 - 0.2)]


def test_each_tree_adds_the_value_of_its_leaf() -> None:
    trees = _trees(STUMP, DEEP)
    rows = np.array([[5.0, 0.0], [2.5, 9.0], [5.0, 9.0]])
    np.testing.assert_allclose(trees.score(rows), [-0.7, -0.2, 1.4])


def test_a_bound_itself_is_not_above_it() -> None:
    assert _trees(STUMP).score(np.array([[2.0]]))[0] == pytest.approx(-3)


def test_what_was_added_belongs_to_the_departure_that_was_asked() -> None:
    added = _trees(STUMP, DEEP).contributions(np.array([[5.0, 9.0]]))[0]
    np.testing.assert_allclose(added, [2.0 + 1.1, 0.7])


def test_it_knows_with_which_departures_it_can_only_rise() -> None:
    assert _trees(STUMP, DEEP).rises_with(0)
    assert _trees(STUMP, DEEP).rises_with(1)
    falls: list[Node] = [[0, 2.0, 1, 2, 0.0], [-1, 0, 0, 0, 1.0], [-1, 0, 0, 0, -1.0]]
    assert not _trees(STUMP, falls).rises_with(0)
    inside: list[Node] = [[1, 1.0, 1, 2, 0.0], falls[1], [0, 3.0, 3, 4, 0.0], *falls[1:]]
    assert not _trees(inside).rises_with(0)


def test_it_knows_how_many_departures_it_asks() -> None:
    assert _trees(STUMP).features == 1
    assert _trees(STUMP, DEEP).features == 2


def test_a_bound_between_two_small_numbers_is_kept_by_those_of_less_digits() -> None:
    bound = float(np.nextafter(np.float32(2.0), np.float32(3.0))) - 1e-9
    trees = _trees([[0, bound, 1, 2, -0.5], *STUMP[1:]])
    rows = np.array([[2.0], [bound + 1e-9], [3.0]])
    assert trees.score(rows).tolist() == trees.score(rows.astype(np.float32)).tolist()
    assert trees.score(rows).tolist() == [-3.0, -0.5, -0.5]


def test_a_tree_of_more_nodes_than_a_byte_numbers_is_refused() -> None:
    with pytest.raises(ValueError, match="257 nodes"):
        _trees([[-1, 0, 0, 0, 0.0]] * 257)


rows = st.lists(st.floats(-10, 10), min_size=3, max_size=3)


@st.composite
def forests(draw: st.DrawFn) -> Trees:
    """Draw trees of two levels whose values only rise with what is asked."""
    trees = []
    for _ in range(draw(st.integers(1, 4))):
        low, more, most = (draw(st.floats(0, 3)) for _ in range(3))
        leaves = [low, low + more, low + more, low + more + most]
        first, left, right = (draw(st.integers(0, 2)) for _ in range(3))
        at = [draw(st.floats(-5, 5)) for _ in range(3)]
        trees.append([
            [first, at[0], 1, 2, float(np.mean(leaves))],
            [left, at[1], 3, 4, float(np.mean(leaves[:2]))],
            [right, at[2], 5, 6, float(np.mean(leaves[2:]))],
            *[[-1, 0.0, 0, 0, leaf] for leaf in leaves],
        ])  # fmt: skip
    return _trees(*trees, base=draw(st.floats(-5, 5)))


@given(trees=forests(), departures=rows)
def test_base_and_contributions_add_up_to_the_score(trees: Trees, departures: list[float]) -> None:
    row = np.array([departures])
    roots = trees.base + trees.value[:, 0].sum()
    added = trees.contributions(row).sum()
    assert roots + added == pytest.approx(trees.score(row)[0], abs=1e-9)


@given(trees=forests(), departures=rows, which=st.integers(0, 2), more=st.floats(0, 10))
def test_more_of_any_departure_never_lowers_the_score(
    trees: Trees, departures: list[float], which: int, more: float
) -> None:
    row = np.array([departures, departures])
    row[1, which] += more
    less, higher = trees.score(row)
    assert higher >= less
