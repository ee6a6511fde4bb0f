"""Joining p-values that are not independent, and keeping false alarms to a stated share.

Cauchy combination: Liu & Xie 2020, "Cauchy combination test", JASA 115(529). Its level
holds approximately under any dependence, where Fisher's method does not.
Control over dealers: Benjamini & Hochberg 1995. Evidence from a p-value: Sellke, Bayarri &
Berger 2001, the bound -e p ln p on the Bayes factor of the null.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_MOST = 0.75
"""A p-value above it clears nobody: it counts as this."""


def cauchy_combination(p_values: Array, weights: Array) -> Array:
    """Return the joint p-value over the first axis; NaN entries do not vote.

    `p_values` is (tests, ...), `weights` (tests,). NaN where nobody votes.
    """
    return cauchy_p(weighted_mean(cauchy_score(p_values), weights))


def cauchy_score(p_values: Array) -> Array:
    """Return each p-value as a Cauchy variate; NaN stays NaN.

    The transform is symmetric, so an unclipped p of nearly one would outvote a p of 1e-6
    elsewhere (truncated Cauchy, Fang et al. 2023). Cut at 0.75, five independent votes are
    below 0.01 in 1.05 % of draws and below 0.001 in 0.10 %: next to nothing.
    """
    p = np.clip(p_values, 1e-300, _MOST)
    # For tiny p, tan((1/2 - p) pi) loses all digits; 1 / (p pi) is its limit.
    return np.where(p < 1e-8, 1.0 / (p * np.pi), np.tan((0.5 - p) * np.pi))


def weighted_mean(scores: Sequence[Array] | Array, weights: Array) -> Array:
    """Return the mean of the tests' scores; a mean of Cauchy variates is one again.

    NaN entries do not vote; NaN where nobody votes.
    """
    # Test by test, for a stack of them all would be copied three times over.
    total, heard = np.zeros(scores[0].shape), np.zeros(scores[0].shape)
    for score, weight in zip(scores, weights.tolist(), strict=True):
        voting = ~np.isnan(score)
        np.add(total, weight, out=total, where=voting)
        np.add(heard, weight * score, out=heard, where=voting)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(total > 0, heard / total, np.nan)


def cauchy_p(scores: Array) -> Array:
    """Return the p-value of Cauchy variates; NaN stays NaN."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(scores > 1e8, 1.0 / (scores * np.pi), 0.5 - np.arctan(scores) / np.pi)


def smaller_p(one: Array, other: Array) -> Array:
    """Return the smaller of two p-values, times two where both questions were asked.

    Bonferroni: it holds however the two depend on each other. NaN where neither was asked.
    """
    asked = 2.0 - np.isnan(one) - np.isnan(other)
    return np.minimum(np.fmin(one, other) * asked, 1.0)


def discoveries(p_values: Array, rate: float, weights: Array | None = None) -> NDArray[np.bool_]:
    """Return which p-values weighted Benjamini-Hochberg accepts at that false discovery rate.

    `weights` (not negative) say where the budget of false alarms is spent; they must be
    known before the p-values are (Genovese, Roeder & Wasserman 2006). None is equal weights.
    """
    known = np.flatnonzero(~np.isnan(p_values))
    accepted = np.zeros(p_values.shape, dtype=np.bool_)
    if known.size == 0:
        return accepted
    fair = _fair(weights, known)
    weighed = np.minimum(p_values[known] / np.maximum(fair, 1e-12), 1.0)
    ordered = np.sort(weighed)
    passing = np.flatnonzero(ordered <= rate * np.arange(1, known.size + 1) / known.size)
    if passing.size:
        accepted[known] = weighed <= ordered[passing[-1]]
    return accepted


def _fair(weights: Array | None, known: NDArray[np.int64]) -> Array:
    """Return the weights of the known p-values, scaled so that their mean is one."""
    chosen = np.ones(known.size) if weights is None else weights[known]
    total = float(chosen.sum())
    return chosen * (known.size / total) if total > 0 else np.ones(known.size)


def evidence_against_null(p_values: Array, prior: float) -> Array:
    """Return the largest posterior chance of the alternative that a p-value allows (0 to 1)."""
    p = np.clip(p_values, 1e-300, 1 / np.e)
    odds = prior / (1 - prior) / (-np.e * p * np.log(p))
    return np.where(np.isnan(p_values), np.nan, odds / (1 + odds))
