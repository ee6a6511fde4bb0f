"""A share with its 95 % interval, also where it is seen in few cases or is none or all.

Wilson 1927, "Probable inference, the law of succession, and statistical inference", JASA 22.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_Z = 1.959963984540054
"""The 97.5 % point of the normal distribution."""


@dataclass(frozen=True)
class Proportion:
    """`count` of `of`; share and interval are NaN where there is nothing to count."""

    count: int
    of: int
    share: float
    low: float
    high: float


def proportion(count: int, of: int) -> Proportion:
    """Return the share and its Wilson 95 % interval."""
    if of == 0:
        return Proportion(0, 0, math.nan, math.nan, math.nan)
    share, spread = count / of, _Z**2 / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    # Rounding must not leave a share outside its own interval.
    return Proportion(
        count, of, share, max(0.0, min(middle - half, share)), min(1.0, max(middle + half, share))
    )
