"""How rare is it? Tail probabilities learned from the bulk of the channel's own past.

Sales are far heavier-tailed than a normal curve: a normal z of 6 is a daily event in a
large channel. So the law of ordinary months is learned from the scores of *earlier* months:
a Student t whose centre, scale and degrees match the median, the upper quartile and the 95th
and 98th percentiles of that past. It is an empirical null (Efron 2004, JASA 99(465)): the far
tail of the past does not teach it, because what stands there may be the very thing that is
looked for, and a channel that was loaded for years would otherwise call loading ordinary.
With little past a t with few degrees stands in.

The tails of large dealers differ from those of small ones, so a score is weighed against
those of its kind, with the whole channel's as a start.

Scores are counted in narrow bins (one percent wide above 1), so that a window may move
on by a month without sorting a hundred thousand scores again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from steelyard.statistics.student_t import tail_of_t

Array = NDArray[np.float64]

_FEW = 200
"""Past scores below which ranking says too little and the t curve is used alone."""
_MANY = 2000
"""Past scores from which the 98th percentile is steady enough to be asked as well."""
_FALLBACK_DEGREES = 4.0
_USUAL_DEGREES, _USUAL_WEIGHT = 10.0, 1000.0
"""A few hundred scores may look like three degrees one month and twelve the next. So the
stretch they show is drawn towards that of a t of ten degrees, worth a thousand scores."""
_HALF = 1400
"""Bins on either side of zero: scores up to 10,000 have a bin of their own."""
_WIDTH = 0.01
_BINS = 2 * _HALF + 1
_STRETCH = 50.0
_DEGREES = np.append(np.arange(2.0, 12.0, 0.25), [12.0, 14.0, 17.0, 20.0, 25.0, 30.0])
"""Never lighter than thirty: the bulk of the past is too near to show a lighter tail."""
_QUARTILE = np.asarray(special.stdtrit(_DEGREES, 0.75))
_STRETCHES = {
    share: np.asarray(special.stdtrit(_DEGREES, share)) / _QUARTILE for share in (0.95, 0.98)
}
"""How far these percentiles of a t lie beyond its quartile: it falls as degrees rise."""
_START = 1000.0
"""Scores of the whole channel that each kind starts with."""


@dataclass(frozen=True)
class _Laws:
    """One law of ordinary scores a row of counts: a t about `centre`; all arrays (rows,)."""

    counts: Array
    """(rows, bins): how many past scores each bin holds."""
    centre: Array
    scale: Array
    degrees: Array
    ranked: NDArray[np.bool_]
    """Where most scores are equal: the bulk has no width, and only their ranks say anything."""


def upper_tail(scores: Array, past: Array) -> Array:
    """Return P(score or more) for each score, given the past scores of ordinary months.

    `scores` any shape, NaN stays NaN; `past` one-dimensional, NaN dropped. Never zero.
    """
    known = past[~np.isnan(past)]
    counts = np.bincount(_bin(known), minlength=_BINS).astype(np.float64)
    law = np.zeros(scores.shape, np.int64)
    return _tail(scores, _bin(scores), law, _laws(counts[None, :]))


def upper_tail_by_month(
    scores: Array,
    window: int = 36,
    shape: Array | None = None,
    kind: NDArray[np.int64] | None = None,
) -> Array:
    """Return `upper_tail` month by month, each against the months before it.

    `scores` is (dealers, months). The first months have no past and use the t curve.
    `shape`, a boolean (dealers, months), leaves months out of the pool (promoted, launched).
    `kind`, (dealers, months) from 0 up, says who is like whom; without it all dealers are.
    """
    by_month = np.ascontiguousarray(scores.T)
    known = ~np.isnan(by_month)
    counted = known if shape is None else known & ~shape.T.astype(np.bool_)
    kinds = np.zeros(known.shape, np.int64) if kind is None else np.ascontiguousarray(kind.T)
    many = int(kinds.max(initial=0)) + 1
    bins = _bin(by_month)
    laws = _laws(_past(_running(kinds * _BINS + bins, counted, many), window))
    law = np.arange(known.shape[0])[:, None] * many + kinds
    out = np.full(known.shape, np.nan)
    out[known] = _tail(by_month[known], bins[known], law[known], laws)
    return np.ascontiguousarray(out.T)


def _running(place: NDArray[np.int64], counted: NDArray[np.bool_], kinds: int) -> Array:
    """Return (months + 1, kinds, bins): how many scores fell into each bin before each month."""
    running = np.zeros((place.shape[0] + 1, kinds, _BINS))
    for month, here in enumerate(counted):
        now = np.bincount(place[month, here], minlength=kinds * _BINS)
        running[month + 1] = running[month] + now.reshape(kinds, _BINS)
    return running


def _past(running: Array, window: int) -> Array:
    """Return (months x kinds, bins): the window's counts before each month.

    Each kind's stand on top of the channel's, as far as the kind is thin.
    """
    past = running[:-1].copy()
    past[window:] -= running[: max(len(past) - window, 0)]
    if past.shape[1] > 1:
        channel = past.sum(axis=1, keepdims=True)
        total = channel.sum(axis=2, keepdims=True)
        past += channel * np.minimum(_START / np.maximum(total, 1.0), 1.0)
    return np.asarray(past.reshape(-1, _BINS), dtype=np.float64)


def _bin(scores: Array) -> NDArray[np.int64]:
    """Return each score's bin; NaN goes to the lowest, where nobody asks for it."""
    place = np.floor(np.arcsinh(_STRETCH * np.where(np.isnan(scores), -1e9, scores)) / _WIDTH)
    return (np.clip(place, -_HALF, _HALF) + _HALF).astype(np.int64)


def _laws(counts: Array) -> _Laws:
    """Return the laws of the scores that were counted, (rows, bins)."""
    total = counts.sum(axis=1)
    centre, quartile, high, higher = _quantiles(counts, (0.5, 0.75, 0.95, 0.98))
    ranked = quartile <= centre
    width = np.where(ranked, 1.0, quartile - centre)
    degrees = _degrees_of((high - centre) / width, 0.95, total)
    further = np.minimum(degrees, _degrees_of((higher - centre) / width, 0.98, total))
    degrees = np.where(total >= _MANY, further, degrees)
    # Where scores come in a few values only, the quartile may stand nearly on the median: the
    # 95th percentile is then the better measure, and never rarer than one in twenty.
    scale = np.maximum(
        width / special.stdtrit(degrees, 0.75),
        (high - centre) / special.stdtrit(degrees, 0.95),
    )
    few = total < _FEW
    return _Laws(
        counts,
        np.where(few, 0.0, centre),
        np.where(few, 1.0, scale),
        np.where(few, _FALLBACK_DEGREES, degrees),
        ranked & ~few,
    )


def _tail(scores: Array, bins: NDArray[np.int64], law: NDArray[np.int64], laws: _Laws) -> Array:
    """Return the tail probability of each score under the law of that row."""
    beyond = (scores - laws.centre[law]) / laws.scale[law]
    out = tail_of_t(laws.degrees, law.ravel(), beyond.ravel()).reshape(scores.shape)
    for row in np.flatnonzero(laws.ranked):
        mine = (law == row) & ~np.isnan(scores)
        at_least = np.cumsum(laws.counts[row, ::-1])[::-1]
        share = (at_least[bins[mine]] + 1.0) / (float(laws.counts[row].sum()) + 1.0)
        out[mine] = np.minimum(share, 1.0)
    return out


def _degrees_of(stretch: Array, share: float, scores: Array) -> Array:
    """Return the degrees of the t whose percentile stands that far beyond its quartile."""
    usual = float(np.interp(_USUAL_DEGREES, _DEGREES, _STRETCHES[share]))
    drawn = (scores * stretch + _USUAL_WEIGHT * usual) / (scores + _USUAL_WEIGHT)
    # np.interp wants rising positions, and the stretch falls as the degrees rise.
    found = np.interp(drawn, _STRETCHES[share][::-1], _DEGREES[::-1])
    return np.asarray(found, dtype=np.float64)


def _quantiles(counts: Array, shares: tuple[float, ...]) -> list[Array]:
    """Return quantiles of binned scores, (rows,) each, at the middle of their bins."""
    below = np.cumsum(counts, axis=1)
    targets = below[:, -1:] * np.array(shares)
    rows = zip(below, targets, strict=True)
    place = np.array([np.searchsorted(row, target) for row, target in rows])
    middle = np.sinh((place.reshape(-1, len(shares)) - _HALF + 0.5) * _WIDTH) / _STRETCH
    return list(middle.T)
