"""Reports that have another dealer's figures to the unit, month after month.

Two dealers may sell as many units in a month by chance, and among thousands some do. How likely
that is follows from how many dealers report about as much. Of a pair that agrees in several
months of a year the chances multiply, times the ways to choose those months and the partner.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

_MONTHS = 12
_LEAST_UNITS = 50.0
"""Below it, equal figures are common."""
_LEAST_MONTHS = 2
_COMMON = 5
"""Dealers with one figure from which it is a habit of the channel, and nobody's copy."""
_NEARLY = 0.05
"""About as much: so much up or down."""


@dataclass(frozen=True)
class Copied:
    """(dealers, months) each, over the year up to the month."""

    p_value: Array
    """Chance that anybody agrees with it as often; 1 where nobody does."""
    months: Array
    """Months in which the likeliest partner's figure was the same."""
    partner: Indices
    """Index of that dealer, -1 for none."""


@dataclass(frozen=True)
class _Pairs:
    """Dealers that report the same in one month, (pairs,)."""

    one: Indices
    other: Indices
    log_chance: Array


def copied(sold: Array) -> Copied:
    """Return who reports another's figures; `sold` is units, (dealers, months)."""
    dealers, months = sold.shape
    out = Copied(np.ones(sold.shape), np.zeros(sold.shape), np.full(sold.shape, -1, dtype=np.int64))
    by_month = [_equal(sold[:, month]) for month in range(months)]
    # Only who has reported by then could agree: those who come later change no earlier month.
    known = np.logical_or.accumulate(np.nan_to_num(sold) > 0, axis=1).sum(axis=0)
    for month in range(months):
        first = max(0, month - _MONTHS + 1)
        _write(by_month[first : month + 1], dealers, int(known[month]), out, month)
    return out


def _equal(sold: Array) -> _Pairs:
    """Return the pairs with one figure in a month."""
    who = np.flatnonzero(np.nan_to_num(sold) >= _LEAST_UNITS)
    who = who[np.argsort(sold[who], kind="stable")]
    units = sold[who]
    begin, end = (np.searchsorted(units, units, side) for side in ("left", "right"))
    rare = end - begin <= _COMMON
    near = np.searchsorted(units, units * (1 + _NEARLY)) - np.searchsorted(
        units, units * (1 - _NEARLY)
    )
    chance = np.log(np.maximum(near, 1) / (2 * _NEARLY * units * max(who.size, 1)))
    pairs = []
    for apart in range(1, _COMMON):
        at = np.flatnonzero(rare[:-apart] & (units[:-apart] == units[apart:]))
        pairs.append((who[at], who[at + apart], chance[at]))
    one, other, log_chance = (np.concatenate(parts) for parts in zip(*pairs, strict=True))
    return _Pairs(np.minimum(one, other), np.maximum(one, other), log_chance)


def _write(year: list[_Pairs], dealers: int, known: int, out: Copied, month: int) -> None:
    """Write the likeliest partner of each dealer within the year; `known` reported by its end."""
    key = np.concatenate([pairs.one * dealers + pairs.other for pairs in year])
    pair, which, count = np.unique(key, return_inverse=True, return_counts=True)
    chance = np.bincount(which, np.concatenate([p.log_chance for p in year]), minlength=pair.size)
    ways = special.gammaln(len(year) + 1) - special.gammaln(count + 1)
    ways -= special.gammaln(len(year) - count + 1)
    several = count >= _LEAST_MONTHS
    log_p = np.minimum(chance + ways + np.log(max(known, 1)), 0.0)[several]
    pair, count = pair[several], count[several]
    # Of several partners the likeliest is written last, and stays.
    order = np.argsort(-log_p, kind="stable")
    one, other = pair[order] // dealers, pair[order] % dealers
    who, partner = np.stack([one, other], axis=1).ravel(), np.stack([other, one], axis=1).ravel()
    out.p_value[who, month] = np.repeat(np.exp(log_p[order]), 2)
    out.months[who, month] = np.repeat(count[order], 2)
    out.partner[who, month] = partner
