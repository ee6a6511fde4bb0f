"""Joining the signals, by cause and by look, safe under dependence.

Signals of one dealer and month are far from independent: a jump in sales is usually a jump
in share too. So their p-values are joined by the Cauchy combination (statistics.joining),
over the signals that speak for a cause to name causes, and over *looks* to say whether a month
calls for a check at all. A look is a thing to be seen: a jump, goods at a period's end, a rise
paid back, a rhythm, a silence. Each look has a vote of its own, so that three views of one
jump do not outvote a rise that was paid back, and a new signal of a known look dilutes nobody
else's. Nothing is added up as points, and a signal that cannot judge has no vote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from steelyard.signals import Reader, Reading
from steelyard.signals.signal import Cause
from steelyard.statistics.joining import cauchy_p, cauchy_score, weighted_mean

Array = NDArray[np.float64]
CAUSES: tuple[Cause, ...] = get_args(Cause)


@dataclass(frozen=True)
class Joined:
    """Joint p-values, (dealers, months): per cause, over all looks, and market-only.

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
    shape = floor.shape if floor.ndim == 2 else next(iter(readings.values())).p_value.shape
    votes = {
        name: cauchy_score(
            np.where(reading.amount_in_question >= floor, reading.p_value, _neutral(reading))
        )
        for name, reading in readings.items()
    }
    by_cause = {str(cause): _joined_for(cause, votes, readers) for cause in CAUSES}
    heard = {cause: p for cause, p in by_cause.items() if p is not None}
    overall = _over_looks(votes, readers) if votes else np.full(shape, np.nan)
    market = [v for n, v in votes.items() if readers[n].signal.anchor == "market"]
    return Joined(heard, overall, _equally(market) if market else None)


def _neutral(reading: Reading) -> Array:
    return np.where(np.isnan(reading.p_value), np.nan, np.maximum(reading.p_value, 0.5))


def _joined_for(
    cause: Cause, votes: Mapping[str, Array], readers: Mapping[str, Reader]
) -> Array | None:
    speaking = {n: readers[n].signal.speaks_for[cause] for n in votes
                if cause in readers[n].signal.speaks_for}  # fmt: skip
    if not speaking:
        return None
    return _joint(votes, speaking)


def _over_looks(votes: Mapping[str, Array], readers: Mapping[str, Reader]) -> Array:
    """Return the joint p-value over looks.

    A signal weighs as for its best cause, a look as its weightiest signal: what corroborates
    only (a rhythm) takes less from what is evidence by itself (a rise paid back).
    """
    looks: dict[str, dict[str, float]] = {}
    for name in votes:
        signal = readers[name].signal
        looks.setdefault(signal.look or name, {})[name] = max(signal.speaks_for.values())
    joined = {look: _mean(votes, members) for look, members in looks.items()}
    return _joint(joined, {look: max(members.values()) for look, members in looks.items()})


def _equally(votes: list[Array]) -> Array:
    return cauchy_p(weighted_mean(votes, np.ones(len(votes))))


def _joint(votes: Mapping[str, Array], weights: Mapping[str, float]) -> Array:
    return cauchy_p(_mean(votes, weights))


def _mean(votes: Mapping[str, Array], weights: Mapping[str, float]) -> Array:
    scores = [votes[name] for name in weights]
    return weighted_mean(scores, np.array(list(weights.values())))
