"""A mirror: who else holds the goods that a dealer calls sold, and how clearly it shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Mirror:
    """(windows, dealers, months) each."""

    departure: Array
    """Departure of the likeliest partner's books, times how likely it is the partner; 0
    where there is none, NaN before anybody's books are known."""
    partner: Indices
    """Index of that dealer, -1 for none."""

    def unless(self, flags: Flags) -> Mirror:
        """Return the mirror without a departure where a flag stands, (dealers, months)."""
        return Mirror(np.where(flags, np.nan, self.departure), self.partner)


def nobody(shape: tuple[int, ...]) -> Mirror:
    """Return the mirror of nobody, before anything is known."""
    return Mirror(np.full(shape, np.nan), np.full(shape, -1, dtype=np.int64))
