"""The ratio of a deed of unknown size, pace and start: the mean over a grid of them.

Among tests of a deed that is drawn from the grid none finds more than this mean (Neyman &
Pearson 1933). A start after the judged month has no part in it, so nothing later is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.oracle.channels import Channels
from steelyard.scorecard.oracle.kinds import DEEDS, HONEST, Extent, Kind

Array = NDArray[np.float64]

SIZES = (0.2, 0.45, 1.0)
PACES = (2, 6)
"""Months until a deed has its full size."""
MONTHS_TO_START = 36
"""A deed starts in any one month with the chance of one in so many, however long the world is."""


def ratios(channels: Channels) -> dict[str, Array]:
    """Return by deed (dealers, months): log ratio of the deed against all that is honest."""
    honest = np.logaddexp(0.0, mixed(channels, HONEST)) - np.log(2.0)
    return {name: mixed(channels, kinds) - honest for name, kinds in DEEDS.items()}


def mixed(channels: Channels, kinds: Sequence[Kind]) -> Array:
    """Return (dealers, months): log of the mean ratio over kinds, sizes, paces and starts."""
    total = np.full_like(channels.ordinary, -np.inf)
    for kind in kinds:
        for start, share in _courses(channels.months):
            ratio = channels.ratio(kind(Extent(share, share * channels.ordinary)))
            so_far = np.cumsum(ratio[:, start:], axis=1)
            total[:, start:] = np.logaddexp(total[:, start:], so_far)
    drawn = len(kinds) * len(PACES) * len(SIZES) * MONTHS_TO_START
    return np.asarray(total - np.log(drawn), dtype=np.float64)


def _courses(months: int) -> Iterator[tuple[int, Array]]:
    """Yield the month in which a deed starts, and its size in each month."""
    month = np.arange(months)
    for start in range(months):
        for pace in PACES:
            rising = np.clip((month - start + 1) / pace, 0.0, 1.0)
            for size in SIZES:
                yield start, size * rising
