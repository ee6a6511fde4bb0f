"""How rare is it? Tail probabilities learned from the channel's own past.

Sales are far heavier-tailed than a normal curve: a normal z of 6 is a daily event in a
large channel. So a standardised score is ranked among the scores of *earlier* months of
all dealers, and beyond the reach of ranking the tail is continued as a Pareto curve with
Hill's estimator (Hill 1975). With little past a Student t with few degrees stands in.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import stats

Array = NDArray[np.float64]

_FEW = 200
"""Past scores below which ranking says too little and the t curve is used alone."""
_FALLBACK_DEGREES = 4.0


def upper_tail(scores: Array, past: Array) -> Array:
    """Return P(score or more) for each score, given the past scores of ordinary months.

    `scores` any shape, NaN stays NaN; `past` one-dimensional, NaN dropped. Never zero.
    """
    known = np.sort(past[~np.isnan(past)])
    fallback = np.asarray(stats.t.sf(scores, _FALLBACK_DEGREES))
    if known.size < _FEW:
        return fallback
    rank = (known.size - np.searchsorted(known, scores, side="left") + 1.0) / (known.size + 1.0)
    tail = _pareto(scores, known)
    return np.where(np.isnan(scores), np.nan, np.where(np.isnan(tail), rank, tail))


def _pareto(scores: Array, known: Array) -> Array:
    """Return the Pareto continuation beyond the top 2 % of the past, NaN below it."""
    top = int(max(20, known.size // 50))
    edge = known[-top - 1]
    if edge <= 0:
        return np.full(scores.shape, np.nan)
    hill = float(np.mean(np.log(known[-top:] / edge)))
    with np.errstate(invalid="ignore", divide="ignore"):
        tail = (top / known.size) * (scores / edge) ** (-1.0 / max(hill, 1e-3))
        return np.where(scores > edge, np.maximum(tail, 1e-12), np.nan)


def upper_tail_by_month(scores: Array, window: int = 36, shape: Array | None = None) -> Array:
    """Return `upper_tail` month by month, each against all dealers' months before it.

    `scores` is (dealers, months). The first months have no past and use the t curve.
    `shape`, a boolean (dealers, months), leaves months out of the pool (promoted, launched).
    """
    pool = scores if shape is None else np.where(shape, np.nan, scores)
    out = np.empty_like(scores)
    for month in range(scores.shape[1]):
        past = pool[:, max(0, month - window) : month].ravel()
        out[:, month] = upper_tail(scores[:, month], past)
    return out
