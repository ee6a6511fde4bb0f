"""Effect: what a deed of one kind, size and start changes in what can be seen, month by month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Effect:
    """Arrays that broadcast to (dealers, months); None where nothing changes."""

    told: Array | None = None
    """Reported beyond the ordinary, as a share of it."""
    unsold: Array | None = None
    """Of what is reported, the share that no consumer of the dealer's had."""
    away: Array | None = None
    """Of what is reported, the share that was sold elsewhere."""
    claimed: Array | None = None
    """Units in the stock reports beyond the ordinary."""
    denied: Array | None = None
    """Units in the warehouse that the stock reports leave out."""
    received: Array | None = None
    """Units that came from nobody knows where, and are reported as sold."""
    late: Array | None = None
    """Days of payment beyond the habit."""
    spend: Array | None = None
    """Trade spend beyond the habit, as a share of it."""
