"""What a rival is: an honest circumstance that looks like a lie, one file each in `rivals`.

A file declares `WEIGHT` (how common it is among rivals) and `happen(course, dealer, others,
rng)`, which writes it on the course; `others` are honest dealers to whom nothing else happens.
A rival never pushes, invents, moves or diverts: a test sees to it. Found by walking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import numpy as np

from steelyard.simulation.worlds import rivals
from steelyard.simulation.worlds.arrays import Counts
from steelyard.simulation.worlds.course import Course


@dataclass(frozen=True)
class Rival:
    """One kind of honest circumstance."""

    name: str
    weight: float
    happen: Callable[[Course, int, Counts, np.random.Generator], None]


@cache
def all_rivals() -> Mapping[str, Rival]:
    """Return the rivals of the package by name."""
    found = {}
    for info in iter_modules(rivals.__path__):
        module = import_module(f"{rivals.__name__}.{info.name}")
        found[info.name] = Rival(info.name, module.WEIGHT, module.happen)
    return found


def some_month(course: Course, rng: np.random.Generator, *, lasting: int = 1) -> int:
    """Return the index of a month, late enough to have a past and early enough to last."""
    months = course.shape[1]
    first = min(4, months // 4)
    return int(rng.integers(first, max(first + 1, months - lasting + 1)))
