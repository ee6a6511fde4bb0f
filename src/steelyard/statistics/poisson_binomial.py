"""How rare is so many, where each has a chance of its own? The Poisson-binomial law, exact.

One trial after the other is convolved in (Barlow & Heidtmann 1984, IEEE Trans. Reliability
R-33). All terms are positive, so nothing cancels and the far tail keeps its digits, where a
Fourier transform would leave rounding noise of about 1e-16. It knows nothing of dealers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def poisson_binomial(chances: Array) -> Array:
    """Return the law of the number of successes, (..., n + 1), for chances (..., n) in 0 to 1.

    Trials are independent. No trial at all has 0 successes for certain.
    """
    law = np.zeros((*chances.shape[:-1], chances.shape[-1] + 1))
    law[..., 0] = 1.0
    for trial in range(chances.shape[-1]):
        chance = chances[..., trial : trial + 1]
        gained = law[..., : trial + 1] * chance
        law[..., : trial + 1] *= 1.0 - chance
        law[..., 1 : trial + 2] += gained
    return law


def tails(law: Array) -> Array:
    """Return the chance of k or more for every k, of a law on 0 .. n; the same shape."""
    # From the far end, so that small terms are added before large ones swallow them.
    at_least = np.minimum(np.cumsum(law[..., ::-1], axis=-1)[..., ::-1], 1.0)
    # None or more is certain, however the sum rounds.
    at_least[..., 0] = 1.0
    return at_least
