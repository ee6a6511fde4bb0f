"""Growing one cause's trees, and writing them as plain lists."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.conviction.weighed import Weighed

Array = NDArray[np.float64]

DEPTH, TREES, RATE = 3, 120, 0.12
_SHRINK, _LEAF = 5.0, 60
FIRST_JUDGED = 6
"""Months of a world in which nobody is judged yet."""
_WORTH_SCORING = 1.5
_ELSE = 25
"""Of the rows in which nothing stands out, one in so many is kept, with that weight."""


def rows_of(
    worlds: list[Weighed], cause: str, signals: tuple[str, ...]
) -> tuple[Array, Array, Array]:
    """Return departures (rows, windows x signals), whether guilty, and weights."""
    draw = np.random.default_rng(0)
    parts = [_rows(world, cause, signals, draw) for world in worlds]
    return tuple(np.concatenate(part) for part in zip(*parts, strict=True))  # type: ignore[return-value]


def cells(world: Weighed, signals: tuple[str, ...]) -> Array:
    """Return (dealers, months, windows x signals); 0 where a signal could not read."""
    shape = next(iter(world.departures.values())).shape
    nothing = np.zeros(shape, dtype=np.float32)
    cube = np.stack([world.departures.get(name, nothing) for name in signals], axis=1)
    return np.moveaxis(cube.reshape(-1, *shape[1:]), 0, -1)


def grow(rows: Array, guilty: Array, weights: Array) -> Any:
    """Return boosted trees under monotone constraints: more of anything never lowers them."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    trees = HistGradientBoostingClassifier(
        max_depth=DEPTH, max_iter=TREES, learning_rate=RATE, l2_regularization=_SHRINK,
        min_samples_leaf=_LEAF, monotonic_cst=[1] * rows.shape[1],
    )  # fmt: skip
    return trees.fit(rows, guilty, sample_weight=weights)


def plain(trees: Any, signals: tuple[str, ...]) -> dict[str, object]:
    """Return the trees as lists for JSON: nodes of [feature, bound, below, above, value]."""
    grown = [_nodes(one[0].nodes) for one in trees._predictors]
    return {
        "signals": list(signals),
        "base": float(trees._baseline_prediction.ravel()[0]),
        "depth": DEPTH,
        "trees": grown,
    }


def _nodes(nodes: Any) -> list[list[float]]:
    means = _expected(nodes)
    return [
        [-1, 0, at, at, round(float(node["value"]), 5)]
        if node["is_leaf"]
        else [
            int(node["feature_idx"]), round(float(node["num_threshold"]), 4), int(node["left"]),
            int(node["right"]), round(means[at], 5),
        ]
        for at, node in enumerate(nodes)
    ]  # fmt: skip


def _expected(nodes: Any) -> list[float]:
    """Return the mean of each node's leaves, by the rows that reached them."""
    out = [0.0] * len(nodes)
    for at in range(len(nodes) - 1, -1, -1):
        node = nodes[at]
        if node["is_leaf"]:
            out[at] = float(node["value"])
        else:
            low, high = int(node["left"]), int(node["right"])
            counts = float(nodes[low]["count"]), float(nodes[high]["count"])
            out[at] = (out[low] * counts[0] + out[high] * counts[1]) / max(sum(counts), 1.0)
    return out


def _rows(
    world: Weighed, cause: str, signals: tuple[str, ...], draw: np.random.Generator
) -> tuple[Array, Array, Array]:
    cell = cells(world, signals)
    months = np.arange(cell.shape[1])
    honest = ((world.cause == "") & world.material)[:, None] & (months >= FIRST_JUDGED)
    during = (months >= world.first[:, None] + 1) & (months <= world.last[:, None])
    guilty = (world.cause == cause)[:, None] & during & (months >= FIRST_JUDGED)
    stands = (cell > _WORTH_SCORING).any(axis=-1)
    kept = honest & (stands | (draw.random(honest.shape) < 1 / _ELSE))
    weight = np.where(guilty | stands, 1.0, float(_ELSE))
    chosen = kept | guilty
    return cell[chosen], guilty[chosen].astype(np.float64), weight[chosen]
