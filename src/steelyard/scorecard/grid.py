"""Rows of a table laid out by dealer and month: where each row lies, and who lies outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.columns import Months, Texts

T = TypeVar("T", bound=np.generic)


@dataclass(frozen=True)
class Grid:
    """Dealers by months without a gap."""

    dealers: Texts
    months: Months

    def places(self, dealer: Texts, month: Months) -> Places:
        """Return where rows of those dealers and months lie."""
        of = dict(zip(self.dealers.tolist(), range(self.dealers.size), strict=True))
        row = np.array([of.get(one, -1) for one in dealer.tolist()], dtype=np.int64)
        column = (month - self.months[0]).astype(np.int64)
        inside = (row >= 0) & (column >= 0) & (column < self.months.size)
        return Places((self.dealers.size, self.months.size), row, column, inside)


@dataclass(frozen=True)
class Places:
    """Arrays (rows,) of a table."""

    shape: tuple[int, int]
    dealer: NDArray[np.int64]
    """Index of the dealer; -1 for one that the grid does not have."""
    month: NDArray[np.int64]
    inside: NDArray[np.bool_]

    def laid(self, values: NDArray[T], nothing: object) -> NDArray[T]:
        """Return (dealers, months): the values of the rows inside, `nothing` elsewhere."""
        out = np.full(self.shape, nothing, dtype=values.dtype)
        out[self.dealer[self.inside], self.month[self.inside]] = values[self.inside]
        return out
