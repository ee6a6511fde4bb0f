"""Sums of small decision trees: how joint evidence is scored.

Each tree asks a few departures whether they pass a bound and adds a value; the sum is a log
odds. The trees are grown elsewhere (gradient boosting, Friedman 2001), some features under
monotone constraints: `rises_with` tells whether more of a feature can ever lower the sum.

What a departure contributed is told by walking each tree: a step from a node to its child moves
the expected value, and that move belongs to the departure that the node asked (Saabas 2014).
Base and contributions add up to the score exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
Node = tuple[int, float, int, int]
"""Feature, bound, below, above, as `Trees` has them."""


_MOST_NODES = 256
"""Of one tree: leaves are told apart by eight bits."""
_NUMBERS = [np.array(number, np.uint8) for number in range(_MOST_NODES)]
_AT_ONCE = 32_768
"""Rows that are scored before the next ones: enough that the calls cost little, and no more than
a processor's cache holds of a few columns."""


@dataclass(frozen=True)
class Trees:
    """All trees of one score, (trees, nodes) each; node 0 is the root.

    A leaf asks no feature (-1) and is its own child; other children stand after their parents.
    """

    base: float
    feature: Indices
    bound: Array
    """A feature above it goes to `above`, else to `below`."""
    below: Indices
    above: Indices
    value: Array
    """Expected sum at the node: a leaf's is what the tree adds."""
    depth: int

    @property
    def features(self) -> int:
        """How many features are asked, by the highest index."""
        return int(self.feature.max(initial=-1)) + 1

    def score(self, departures: Array) -> Array:
        """Return (rows,): the log odds of rows of departures, (rows, features)."""
        total = np.full(departures.shape[0], self.base)
        for tree, rows, leaf in self._leaves(departures):
            total[rows] += self.value[tree].take(leaf)
        return total

    def contributions(self, departures: Array, taken_with: Indices | None = None) -> Array:
        """Return (rows, features): what each departure added; the rows add up to the score.

        `taken_with`, (features,), numbers the groups whose sums are wanted instead, from 0 on. The
        trees' values at their roots belong to nobody and are part of the base.
        """
        group = np.arange(departures.shape[1]) if taken_with is None else taken_with
        moved = self._moved(group)
        out = np.zeros((departures.shape[0], moved.shape[2]))
        for tree, rows, leaf in self._leaves(departures):
            out[rows] += moved[tree].take(leaf, axis=0)
        return out

    def _moved(self, group: Indices) -> Array:
        """Return (trees, nodes, groups): by how much each group's questions led there."""
        out = np.zeros((*self.feature.shape, int(group.max(initial=-1)) + 1))
        for node in range(self.feature.shape[1]):
            trees = np.flatnonzero(self.feature[:, node] >= 0)
            for child in (self.below[trees, node], self.above[trees, node]):
                step = self.value[trees, child] - self.value[trees, node]
                out[trees, child] = out[trees, node]
                out[trees, child, group[self.feature[trees, node]]] += step
        return out

    def _leaves(self, departures: Array) -> Iterator[tuple[int, slice, NDArray[np.uint8]]]:
        """Yield each tree with some rows, and in which of its leaves each of them ends."""
        bound = _rounded_down(self.bound, departures.dtype)
        plain = (of.tolist() for of in (self.feature, bound, self.below, self.above))
        trees = [list(zip(*nodes, strict=True)) for nodes in zip(*plain, strict=True)]
        for first in range(0, departures.shape[0], _AT_ONCE):
            rows = slice(first, first + _AT_ONCE)
            columns = np.ascontiguousarray(departures[rows].T)
            for tree, nodes in enumerate(trees):
                yield tree, rows, _leaf(nodes, columns, 0)

    def rises_with(self, feature: int) -> bool:
        """Return whether no tree adds more below a question of the feature than above it."""
        return all(
            self._leaves_of(tree, int(self.below[tree, node])).max()
            <= self._leaves_of(tree, int(self.above[tree, node])).min()
            for tree, node in np.argwhere(self.feature == feature).tolist()
        )

    def _leaves_of(self, tree: int, node: int) -> Array:
        """Return what the leaves under a node add."""
        if self.feature[tree, node] < 0:
            return self.value[tree, node : node + 1]
        sides = (int(of[tree, node]) for of in (self.below, self.above))
        return np.concatenate([self._leaves_of(tree, side) for side in sides])


def _leaf(nodes: list[Node], columns: Array, node: int) -> NDArray[np.uint8]:
    """Return (rows,): in which leaf below the node each of (features, rows) ends.

    Both sides are walked for all rows and one is taken, bit by bit: that is many times as fast
    as to look up where each row goes.
    """
    feature, bound, below, above = nodes[node]
    if feature < 0:
        return _NUMBERS[node]
    low, high = _leaf(nodes, columns, below), _leaf(nodes, columns, above)
    all_bits = np.negative((columns[feature] > bound).view(np.uint8))
    leaf: NDArray[np.uint8] = ((low ^ high) & all_bits) ^ low
    return leaf


def _rounded_down(bound: Array, kind: np.dtype[np.floating]) -> Array:
    """Return the bounds as that kind of number: the same numbers of the kind lie above them."""
    near = bound.astype(kind)
    return np.where(near > bound, np.nextafter(near, kind.type(-np.inf)), near)


def trees_from(plain: Mapping[str, object]) -> Trees:
    """Return trees out of plain lists, as they stand in a JSON file.

    Each tree is a list of nodes [feature, bound, below, above, value]; a leaf's feature is -1.
    Raises ValueError where a tree has more nodes than a byte can number.
    """
    trees: Sequence[Sequence[Sequence[float]]] = plain["trees"]  # type: ignore[assignment]
    nodes = max(len(tree) for tree in trees)
    if nodes > _MOST_NODES:
        raise ValueError(f"a tree of {nodes} nodes; at most {_MOST_NODES}")
    shape = (len(trees), nodes)
    feature, below = np.full(shape, -1), np.zeros(shape, dtype=np.int64)
    above, bound, value = below.copy(), np.zeros(shape), np.zeros(shape)
    for number, tree in enumerate(trees):
        for node, (asks, at, low, high, adds) in enumerate(tree):
            leaf = asks < 0
            feature[number, node], bound[number, node] = int(asks), at
            below[number, node] = node if leaf else int(low)
            above[number, node] = node if leaf else int(high)
            value[number, node] = adds
    return Trees(
        float(plain["base"]),  # type: ignore[arg-type]
        feature, bound, below, above, value, int(plain["depth"]),  # type: ignore[call-overload]
    )  # fmt: skip
