"""What a deed is: one kind of dishonesty or of power, one file each in `deeds`, found by walking.

A file declares `LABEL` and `do(course, plan, rng)`, which writes on the course what the dealer
does and returns whom it uses as a partner, if anybody. The file name is the cause in the truth.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import numpy as np

from steelyard.simulation.worlds import deeds
from steelyard.simulation.worlds.arrays import Array
from steelyard.simulation.worlds.course import Course


@dataclass(frozen=True)
class Plan:
    """What one dealer is about to do."""

    dealer: int
    starts: int
    """Index of the first month."""
    ends: int
    """Index of the last month."""
    size: float
    """In its full months, relative to the dealer's real business."""
    ramp: int
    """Months until it has its full size; 1 is at once."""
    evades: bool
    """Built not to be seen."""

    def share(self, months: int) -> Array:
        """Return (months,): the part of the full deed in each month, 0 outside its time."""
        month = np.arange(months)
        rising = np.clip((month - self.starts + 1) / self.ramp, 0.0, 1.0)
        return np.where((month >= self.starts) & (month <= self.ends), rising, 0.0)

    def units(self, course: Course) -> Array:
        """Return (months,): the units in question, relative to the dealer's real demand."""
        demand = course.demand[self.dealer]
        return np.asarray(self.size * self.share(len(demand)) * demand, dtype=np.float64)


@dataclass(frozen=True)
class Deed:
    """One kind of deed."""

    cause: str
    label: str
    do: Callable[[Course, Plan, np.random.Generator], int | None]


@cache
def all_deeds() -> Mapping[str, Deed]:
    """Return the deeds of the package by cause."""
    found = {}
    for info in iter_modules(deeds.__path__):
        module = import_module(f"{deeds.__name__}.{info.name}")
        found[info.name] = Deed(info.name, module.LABEL, module.do)
    return found
