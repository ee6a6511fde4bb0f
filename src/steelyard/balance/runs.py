"""Runs: values that lie one after another and belong together, such as a dealer's places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Indices = NDArray[np.int64]
Value = TypeVar("Value", bound=np.generic)


@dataclass(frozen=True)
class Runs:
    """Where each run starts and how long it is, (runs,)."""

    key: Indices
    """What the values of the run belong to."""
    starts: Indices
    size: Indices

    @classmethod
    def of(cls, keys: Indices) -> Runs:
        """Return the runs of equal keys, (values,); equal keys must lie together."""
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        return cls(keys[starts], starts, np.diff(np.append(starts, keys.size)))

    def total(self, values: Array) -> Array:
        """Return each run's sum."""
        return np.asarray(np.add.reduceat(values, self.starts))

    def most(self, values: Array) -> Array:
        """Return each run's largest value."""
        return np.asarray(np.maximum.reduceat(values, self.starts))

    def spread(self, of_run: NDArray[Value]) -> NDArray[Value]:
        """Return what belongs to each run, once for each of its values."""
        return np.repeat(of_run, self.size)

    def where_most(self, values: Array) -> Indices:
        """Return the position of each run's first largest value."""
        largest = values == self.spread(self.most(values))
        position = np.where(largest, np.arange(values.size), values.size)
        return np.asarray(np.minimum.reduceat(position, self.starts))
