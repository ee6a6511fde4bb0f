"""The law of how many of a salesperson's dealers are flagged if only chance is at work.

Given the rates it is the exact Poisson-binomial. But a region's rate is known only as far as
others' dealers there show it: with a dozen of them hardly better than to a third. So the law
is averaged over the region's rate, whose posterior is a gamma of mean one and shape prior +
seen flags; regions are independent. Where many others are seen this is the plain law again;
where nobody else is, little can be proven.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

from steelyard.people.kinds import REGION
from steelyard.people.rates import Rates
from steelyard.statistics.poisson_binomial import poisson_binomial

Array = NDArray[np.float64]
Index = NDArray[np.int64]

_NODES = 32
"""Equal slices of the posterior, each represented by its middle."""


def law_of_flagged(rates: Rates, kind: Index, months: Array) -> Array:
    """Return the chance of 0 .. n flagged among n charges of kinds (3, n)."""
    law = np.ones(1)
    for region in np.unique(kind[REGION]):
        here = kind[REGION] == region
        factor = _region_factor(rates.region_prior + float(rates.seen[region]))
        exposure = rates.of(kind[:, here]) * months[here]
        chance = -np.expm1(-factor[:, None] * exposure)
        law = np.convolve(law, poisson_binomial(chance).mean(axis=0))
    return law


def _region_factor(shape: float) -> Array:
    slices = (np.arange(_NODES) + 0.5) / _NODES
    factor = special.gammaincinv(shape, slices)
    return np.asarray(factor / factor.mean(), dtype=np.float64)
