"""From (dealers, months) arrays to columns: which cells become rows, and in what order.

Rows are sorted by dealer and month, so the same input gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from steelyard.facts.panel import Panel


@dataclass(frozen=True)
class Cells:
    """The chosen cells of a panel, in the order of dealer and month."""

    panel: Panel
    dealer: NDArray[np.int64]
    month: NDArray[np.int64]

    @classmethod
    def where(cls, panel: Panel, chosen: NDArray[np.bool_]) -> Cells:
        """Choose the cells that are true in a (dealers, months) mask."""
        dealer, month = np.nonzero(chosen)
        return cls(panel, dealer, month)

    def keys(self) -> dict[str, pa.Array]:
        """Return the dealer_id and month columns."""
        ids = pa.array(self.panel.dealers.ids, pa.string())
        return {"dealer_id": ids.take(pa.array(self.dealer)), "month": self.months(self.month)}

    def months(self, index: NDArray[np.int64]) -> pa.Array:
        """Return month indexes as dates; -1 becomes null."""
        known = self.panel.months[np.maximum(index, 0)].astype("datetime64[D]")
        return pa.array(known, pa.date32(), mask=index < 0)

    def numbers(self, values: NDArray[np.generic]) -> pa.Array:
        """Return a float column; NaN becomes null, so that no reader takes it for a number."""
        taken = values[self.dealer, self.month].astype(np.float64)
        return pa.array(taken, pa.float64(), mask=~np.isfinite(taken))

    def counts(self, values: NDArray[np.generic]) -> pa.Array:
        """Return an integer column."""
        return pa.array(values[self.dealer, self.month].astype(np.int64), pa.int64())

    def texts(self, values: NDArray[np.str_]) -> pa.Array:
        """Return a text column; "" becomes null. Built from the few distinct texts."""
        names, code = np.unique(values[self.dealer, self.month], return_inverse=True)
        words = pa.array([name or None for name in names.tolist()], pa.string())
        return words.take(pa.array(code.ravel()))
