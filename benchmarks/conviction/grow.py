"""Growing a charge's trees, and writing them as plain lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.conviction.weighed import Weighed
from steelyard.signals import SIGNALS
from steelyard.verdicts.conviction import LEARNED, WORTH_SCORING

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

FIRST_JUDGED = 6
"""Months of a world in which nobody is judged yet."""
_SHRINK, _LEAF = 5.0, 60
_DEPTH, _TREES = {"inflated": 5, "overmighty": 3}, {"inflated": 225, "overmighty": 120}
_RATE = {"inflated": 0.14, "overmighty": 0.07}
_RECENT = 0.35
"""Part of a score that the mean of the last months has."""
_NAMING_RATE, _NAMING_DEPTH, _NAMING_TREES = 0.12, 3, 60
_QUIET = 25
"""Of the honest rows in which nothing stands out, one in so many is kept, with that weight."""
_EARLY, _EARLY_WEIGHT = 4, 2.0
"""The first months of a lie, in which an alert is worth most, and how much more they count."""
_HARD, _HARD_WEIGHT = "stock_transfer", 2.0
"""The cause that is found least, and how much more its months count."""


def cube(world: Weighed, signals: tuple[str, ...]) -> Array:
    """Return (windows, signals, dealers, months); 0 where a signal could not read."""
    nothing = np.zeros(next(iter(world.departures.values())).shape, dtype=np.float32)
    return np.stack([world.departures.get(name, nothing) for name in signals], axis=1)


def cells(world: Weighed, signals: tuple[str, ...]) -> Array:
    """Return (dealers, months, windows x signals + figures): what trees may ask."""
    joined = cube(world, signals)
    features = np.concatenate([joined.reshape(-1, *joined.shape[2:]), world.steady])
    return np.asarray(np.moveaxis(features, 0, -1))


def grown(
    charge: str, causes: Sequence[str], signals: tuple[str, ...], worlds: Sequence[Weighed]
) -> dict[str, Any]:
    """Return a charge as plain lists: its trees, and those that name one of its causes.

    What the market showed may only ever raise the score; what dealer and manufacturer wrote may
    speak either way.
    """
    from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-untyped]

    rows, guilty, weights = _guilty_or_not(worlds, causes, signals)
    trees = HistGradientBoostingClassifier(
        max_depth=_DEPTH[charge], max_iter=_TREES[charge], learning_rate=_RATE[charge],
        l2_regularization=_SHRINK, min_samples_leaf=_LEAF, early_stopping=False, random_state=0,
        monotonic_cst=_only_rising(signals, rows.shape[1]),
    ).fit(rows, guilty, sample_weight=weights)  # fmt: skip
    named = dict.fromkeys(causes)
    return {
        "signals": list(signals),
        **_plain(trees, _DEPTH[charge])[0],
        "recent": _RECENT,
        "causes": _naming(worlds, causes, signals) if len(causes) > 1 else named,
    }


def _only_rising(signals: Sequence[str], features: int) -> list[int]:
    of_market = [int(SIGNALS[name].signal.anchor == "market") for name in signals] * LEARNED
    return of_market + [0] * (features - len(of_market))


def _naming(
    worlds: Sequence[Weighed], causes: Sequence[str], signals: tuple[str, ...]
) -> dict[str, Any]:
    """Return by cause the trees of its likelihood among the guilty, as plain lists."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    parts = [(cells(world, signals), during(world, causes), world.cause) for world in worlds]
    rows = np.concatenate([cell[lies] for cell, lies, _ in parts])
    cause = np.concatenate([np.repeat(who, lies.sum(axis=1)) for _, lies, who in parts])
    trees = HistGradientBoostingClassifier(
        max_depth=_NAMING_DEPTH, max_iter=_NAMING_TREES, learning_rate=_NAMING_RATE,
        l2_regularization=_SHRINK, min_samples_leaf=_LEAF, early_stopping=False, random_state=0,
    ).fit(rows, cause)  # fmt: skip
    return dict(zip(trees.classes_.tolist(), _plain(trees, _NAMING_DEPTH), strict=True))


def _guilty_or_not(
    worlds: Sequence[Weighed], causes: Sequence[str], signals: tuple[str, ...]
) -> tuple[Array, Array, Array]:
    """Return departures (rows, windows x signals), whether guilty, and weights."""
    draw = np.random.default_rng(0)
    parts = [_rows(world, causes, signals, draw) for world in worlds]
    return tuple(np.concatenate(part) for part in zip(*parts, strict=True))  # type: ignore[return-value]


def _rows(
    world: Weighed, causes: Sequence[str], signals: tuple[str, ...], draw: np.random.Generator
) -> tuple[Array, Array, Array]:
    cell = cells(world, signals)
    judged = np.arange(cell.shape[1]) >= FIRST_JUDGED
    honest = (world.honest & world.material)[:, None] & judged
    guilty = during(world, causes)
    stands = (cell[..., : len(signals) * LEARNED] > WORTH_SCORING).any(axis=-1)
    one_in = np.where(stands, 1.0, float(_QUIET))
    kept = honest & (draw.random(honest.shape) < 1 / one_in)
    weight = np.where(guilty, _worth(world), one_in)
    chosen = kept | guilty
    return cell[chosen], guilty[chosen].astype(np.float64), weight[chosen]


def _worth(world: Weighed) -> Array:
    """Return (dealers, months): how much a month of a lie counts among the guilty."""
    nth = np.arange(world.to_be_shown.shape[1]) - np.maximum(world.first, FIRST_JUDGED)[:, None]
    by_month = np.where(nth < _EARLY, _EARLY_WEIGHT, 1.0)
    return by_month * np.where(world.cause == _HARD, _HARD_WEIGHT, 1.0)[:, None]


def during(world: Weighed, causes: Sequence[str]) -> Flags:
    """Return (dealers, months): the months of a lie of these causes."""
    month = np.arange(next(iter(world.departures.values())).shape[2])
    first = np.maximum(world.first, FIRST_JUDGED)[:, None]
    lies = (month >= first) & (month <= world.last[:, None])
    return np.asarray(np.isin(world.cause, list(causes))[:, None] & lies)


def _plain(trees: Any, depth: int) -> list[dict[str, Any]]:
    """Return the trees of each class as lists: nodes of [feature, bound, below, above, value]."""
    base = trees._baseline_prediction.ravel()
    return [
        {
            "base": round(float(base[k]), 5),
            "depth": depth,
            "trees": [_nodes(one[k].nodes) for one in trees._predictors],
        }
        for k in range(len(base))
    ]


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
