"""Joining the signals, cause by cause, safe under dependence.

Signals of one dealer and month are far from independent: a jump in sales is usually a jump
in share too. So their p-values are joined by the Cauchy combination (statistics.joining),
first over the signals that speak for a cause, then over the causes. Nothing is added up as
points, and a signal that cannot judge has no vote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from steelyard.signals import Reader, Reading
from steelyard.signals.signal import Cause
from steelyard.statistics.joining import cauchy_combination

Array = NDArray[np.float64]
CAUSES: tuple[Cause, ...] = get_args(Cause)


@dataclass(frozen=True)
class Joined:
    """Joint p-values, (dealers, months): per cause, over all causes, and market-only.

    `market` joins only the signals that saw the goods outside the dealer's books; it is
    None where no such signal was read. Without it nobody is called inflated or genuine.
    """

    by_cause: Mapping[str, Array]
    overall: Array
    market: Array | None


def join(readings: Mapping[str, Reading], readers: Mapping[str, Reader], floor: Array) -> Joined:
    """Join readings; one whose amount in question is under the month's floor does not accuse.

    Its p-value counts as one half, which neither accuses nor clears, and its weight stays
    in the denominator: leaving it out would reward the signal that happened to be large.
    """
    votes = {
        name: np.where(reading.amount_in_question >= floor, reading.p_value, _neutral(reading))
        for name, reading in readings.items()
    }
    by_cause = {str(cause): _joined_for(cause, votes, readers) for cause in CAUSES}
    heard = {cause: p for cause, p in by_cause.items() if p is not None}
    shape = floor.shape if floor.ndim == 2 else next(iter(votes.values())).shape
    overall = _equally(list(heard.values()), shape)
    market = {n: v for n, v in votes.items() if readers[n].signal.anchor == "market"}
    return Joined(heard, overall, _equally(list(market.values()), shape) if market else None)


def _neutral(reading: Reading) -> Array:
    return np.where(np.isnan(reading.p_value), np.nan, np.maximum(reading.p_value, 0.5))


def _joined_for(
    cause: Cause, votes: Mapping[str, Array], readers: Mapping[str, Reader]
) -> Array | None:
    speaking = {n: readers[n].signal.speaks_for[cause] for n in votes
                if cause in readers[n].signal.speaks_for}  # fmt: skip
    if not speaking:
        return None
    stacked = np.stack([votes[name] for name in speaking])
    return cauchy_combination(stacked, np.array(list(speaking.values())))


def _equally(p_values: list[Array], shape: tuple[int, ...]) -> Array:
    if not p_values:
        return np.full(shape, np.nan)
    return cauchy_combination(np.stack(p_values), np.ones(len(p_values)))
