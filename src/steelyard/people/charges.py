"""Charges: each dealer with each salesperson that served it, for how long, and whether flagged.

A flag goes to whoever served the dealer for most of the months from the matter's beginning to
its first listing; of equals to who was there first. How long is counted in months that could
be judged, each weighed by how many matters began in the whole channel then: who took over when
the reports came in would else seem to have brought the matters along.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.served import NOBODY
from steelyard.people.flags import Flags
from steelyard.people.service import Service

Array = NDArray[np.float64]
Index = NDArray[np.int64]

_STEADY = 5.0
"""Matters a month that a month's weight is drawn towards one with."""


@dataclass(frozen=True)
class Charges:
    """All arrays (charges,), in the order of dealer and person."""

    dealer: Index
    person: Index
    months: Array
    """Whole months at risk: judged ones in charge, weighed by the channel's matters."""
    flagged: NDArray[np.bool_]


def charges(service: Service, flags: Flags, judged: NDArray[np.bool_]) -> Charges:
    """Return the charges; `judged`, (dealers, months), says where a signal could be read."""
    many = max(len(service.people), 1)
    dealer, month = np.nonzero(service.by != NOBODY)
    pair = dealer * many + service.by[dealer, month]
    known, place = np.unique(pair, return_inverse=True)
    at_risk = np.where(judged, month_weights(flags, judged), 0.0)[dealer, month]
    months = np.bincount(place, at_risk, known.size)
    answers = _answering(service, flags)
    hit = flags.dealer[answers != NOBODY] * many + answers[answers != NOBODY]
    flagged = np.isin(known, hit)
    # Whole months, so that charges alike are few and can be added up; who was flagged or could
    # be was at risk for one at least.
    whole = np.maximum(np.rint(months), (months > 0) | flagged)
    return Charges(known // many, known % many, whole, flagged)


def month_weights(flags: Flags, judged: NDArray[np.bool_]) -> Array:
    """Return (months,): matters that began in a month against the usual number, about one."""
    began = np.bincount(flags.since, minlength=judged.shape[1])
    dealers = judged.sum(axis=0)
    usual = dealers * (began.sum() / max(int(dealers.sum()), 1))
    return np.asarray((began + _STEADY) / (usual + _STEADY), dtype=np.float64)


def _answering(service: Service, flags: Flags) -> Index:
    """Return (matters,): who was in charge while each began; NOBODY where nobody is known."""
    found = [
        _most(service.by[dealer, since : listed + 1])
        for dealer, since, listed in zip(flags.dealer, flags.since, flags.listed, strict=True)
    ]
    return np.array(found, dtype=np.int64)


def _most(by: Index) -> int:
    people, first, months = np.unique(by[by != NOBODY], return_index=True, return_counts=True)
    return int(people[np.lexsort((first, -months))[0]]) if people.size else NOBODY
