"""How rare is it? Tail probabilities learned from the bulk of the channel's own past.

Sales are far heavier-tailed than a normal curve: a normal z of 6 is a daily event in a
large channel. So the law of ordinary months is learned from the scores of *earlier* months
of all dealers: a Student t whose centre, scale and degrees match the median, the upper
quartile and the 95th percentile of that past. It is an empirical null (Efron 2004, JASA
99(465)): the far tail of the past does not teach it, because what stands there may be the
very thing that is looked for, and a channel that was loaded for years would otherwise call
loading ordinary. With little past a t with few degrees stands in.

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
_DEGREES = np.arange(2.0, 12.1, 0.25)
"""Never lighter than twelve: a spread learned from two dozen months makes even normal
departures t-like, and the 95th percentile of the past is too near to show it. With forty,
ordinary simulated channels had a selected month in eight instead of the stated one in twenty."""
_QUARTILE = np.asarray(special.stdtrit(_DEGREES, 0.75))
_STRETCHES = np.asarray(special.stdtrit(_DEGREES, 0.95)) / _QUARTILE
"""How far the 95th percentile of a t lies beyond its quartile: it falls as degrees rise."""


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
    centre, quartile, high = _quantiles(counts, (0.5, 0.75, 0.95))
    if quartile <= centre:
        # Most scores are equal: the bulk has no width, and only their ranks say anything.
        at_least = np.cumsum(counts[::-1])[::-1]
        return np.where(np.isnan(scores), np.nan, (at_least[bins] + 1.0) / (total + 1.0))
    stretch = (high - centre) / (quartile - centre)
    # np.interp wants rising positions, and the stretch falls as the degrees rise.
    degrees = float(np.interp(stretch, _STRETCHES[::-1], _DEGREES[::-1]))
    scale = (quartile - centre) / float(special.stdtrit(degrees, 0.75))
    return np.asarray(special.stdtr(degrees, -(scores - centre) / scale), dtype=np.float64)


def _quantiles(counts: NDArray[np.int64], shares: tuple[float, ...]) -> list[float]:
    """Return quantiles of binned scores, each at the middle of its bin."""
    below = np.cumsum(counts)
    place = np.searchsorted(below, np.array(shares) * below[-1])
    return [float(np.sinh((p - _HALF + 0.5) * _WIDTH) / _STRETCH) for p in place]
