"""How rare is it? Tail probabilities learned from the channel's own past.

Sales are far heavier-tailed than a normal curve: a normal z of 6 is a daily event in a
large channel. So a standardised score is ranked among the scores of *earlier* months of
all dealers, and beyond the reach of ranking the tail is continued as a Pareto curve with
Hill's estimator (Hill 1975). With little past a Student t with few degrees stands in.

Scores are counted in narrow bins (half a percent wide above 1), so that a window may move
on by a month without sorting a hundred thousand scores again.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]

_FEW = 200
"""Past scores below which ranking says too little and the t curve is used alone."""
_FALLBACK_DEGREES = 4.0
_HALF = 2800
"""Bins on either side of zero: scores up to 10,000 have a bin of their own."""
_WIDTH = 0.005
_STRETCH = 50.0
_TOP_SHARE = 50
"""The Pareto curve begins at the top 1 in 50 of the past."""
_LEAST_TOP = 20
_STEEPEST = 0.05
"""Hill's estimate is held above this: a few equal scores prove no certainty."""


def upper_tail(scores: Array, past: Array) -> Array:
    """Return P(score or more) for each score, given the past scores of ordinary months.

    `scores` any shape, NaN stays NaN; `past` one-dimensional, NaN dropped. Never zero.
    """
    known = past[~np.isnan(past)]
    counts = np.bincount(_bin(known), minlength=2 * _HALF + 1)
    return _tail(scores, _bin(scores), counts)


def upper_tail_by_month(scores: Array, window: int = 36, shape: Array | None = None) -> Array:
    """Return `upper_tail` month by month, each against all dealers' months before it.

    `scores` is (dealers, months). The first months have no past and use the t curve.
    `shape`, a boolean (dealers, months), leaves months out of the pool (promoted, launched).
    """
    bins = _bin(scores)
    counted = ~np.isnan(scores) if shape is None else ~np.isnan(scores) & ~shape.astype(np.bool_)
    running = np.zeros((scores.shape[1] + 1, 2 * _HALF + 1), dtype=np.int64)
    for month in range(scores.shape[1]):
        now = np.bincount(bins[counted[:, month], month], minlength=2 * _HALF + 1)
        running[month + 1] = running[month] + now
    out = np.empty_like(scores)
    for month in range(scores.shape[1]):
        past = running[month] - running[max(0, month - window)]
        out[:, month] = _tail(scores[:, month], bins[:, month], past)
    return out


def _bin(scores: Array) -> NDArray[np.int64]:
    """Return each score's bin; NaN goes to the lowest, where nobody asks for it."""
    place = np.floor(np.arcsinh(_STRETCH * np.nan_to_num(scores, nan=-1e9)) / _WIDTH)
    return (np.clip(place, -_HALF, _HALF) + _HALF).astype(np.int64)


def _tail(scores: Array, bins: NDArray[np.int64], counts: NDArray[np.int64]) -> Array:
    """Return the tail probabilities given how many past scores each bin holds."""
    total = int(counts.sum())
    if total < _FEW:
        return np.asarray(special.stdtr(_FALLBACK_DEGREES, -scores), dtype=np.float64)
    at_least = np.cumsum(counts[::-1])[::-1]
    rank = (at_least[bins] + 1.0) / (total + 1.0)
    tail = _pareto(scores, counts, at_least, max(_LEAST_TOP, total // _TOP_SHARE))
    return np.where(np.isnan(scores), np.nan, np.where(np.isnan(tail), rank, tail))


def _pareto(
    scores: Array, counts: NDArray[np.int64], at_least: NDArray[np.int64], top: int
) -> Array:
    """Return the Pareto continuation beyond the top of the past, NaN below it."""
    edge_bin = int(np.argmax(at_least <= top))
    edge = np.sinh((edge_bin - _HALF) * _WIDTH) / _STRETCH
    above = int(at_least[edge_bin])
    if edge <= 0 or above < _LEAST_TOP // 2:
        return np.full(scores.shape, np.nan)
    middles = np.sinh((np.arange(edge_bin, counts.size) - _HALF + 0.5) * _WIDTH) / _STRETCH
    hill = float(np.sum(counts[edge_bin:] * np.log(middles / edge)) / above)
    with np.errstate(invalid="ignore", divide="ignore"):
        tail = (above / at_least[0]) * (scores / edge) ** (-1.0 / max(hill, _STEEPEST))
        return np.where(scores > edge, np.maximum(tail, 1e-12), np.nan)
