"""Independent streams of random numbers by purpose.

A change in how one thing is drawn then leaves all others of the same world as they were.
"""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

import numpy as np


@dataclass(frozen=True)
class Streams:
    """The streams of one world: the same family and seed give the same numbers."""

    family: str
    seed: int

    def stream(self, purpose: str) -> np.random.Generator:
        """Return a new generator for that purpose, at its beginning."""
        names = (crc32(self.family.encode()), crc32(purpose.encode()))
        return np.random.default_rng([self.seed, *names])
