"""Whether what one dealer reported too much is what another holds too much: the same goods.

If it is, the reports less these goods are the dealer's ordinary months again, or those of a grower.
So a pair is as likely as its reports are likelier with the goods in them than without; and it
shares the goods with all others who could have given them, and with nobody at all.

Ordinary months stand about a level that may have moved: of most dealers a little, of one in ten a
lot, since it grew. That is a mixture of two normal laws with a shared step, whose likelihood needs
only the sum of the months and of their squares.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

_STEPS = ((0.9, 0.08), (0.1, 0.5))
"""How many dealers' levels moved by how much of themselves, as a standard deviation."""
_MOST = 30.0


def likelier_with(reported: Array, goods: Array, noise: Array) -> Array:
    """Return the log of how much likelier the reports are with the goods in them, (pairs,).

    `reported` beyond the level and `goods`, both (pairs, months), are shares of the level; months
    that are not known are NaN. `noise`, (pairs,), is the variance of one month.
    """
    known = ~(np.isnan(reported) | np.isnan(goods))
    months = known.sum(axis=1)
    sums = []
    for months_of in (reported, reported - goods):
        there = np.where(known, months_of, 0.0)
        sums.append((there.sum(axis=1), (there**2).sum(axis=1)))
    without, within = (_log_likelihood(*one, months, noise) for one in sums)
    return np.asarray(within - without)


def shared(taker: Indices, likelier: Array, others: Array) -> Array:
    """Return each pair's part of the taker's goods, (pairs,), 0 to 1.

    `others` is among how many dealers the giver is sought; nobody is as likely as all of them
    together before anything is seen.
    """
    weight = np.exp(np.clip(likelier, -_MOST, _MOST)) / others
    whole = np.bincount(taker, weight)
    return np.asarray(weight / (1.0 + whole[taker]))


def _log_likelihood(total: Array, squares: Array, months: Indices, noise: Array) -> Array:
    """Return it but for what every hypothesis shares."""
    laws = []
    for share, step in _STEPS:
        moved = months * step**2 / noise
        about = squares - total**2 * step**2 / (noise + months * step**2)
        laws.append(np.log(share) - np.log1p(moved) / 2 - about / noise / 2)
    return np.asarray(np.logaddexp(*laws))
