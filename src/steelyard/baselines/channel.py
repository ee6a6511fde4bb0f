"""The channel as signals see it: the panel, the settings, and baselines computed once.

Each baseline is a file of its own in this package; this class only remembers its result,
so that two signals that need the same expectation do not compute it twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel
from steelyard.settings import Settings

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Channel:
    """A panel with its settings; baselines are computed when first asked for."""

    panel: Panel
    settings: Settings

    @cached_property
    def materiality(self) -> Array:
        """(months,): the least amount that matters in each month, from earlier months only."""
        from steelyard.baselines.materiality import materiality

        return materiality(self.panel, self.settings)
