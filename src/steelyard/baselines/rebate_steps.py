"""The rebate schedule as arrays: which step is in force for whom, and when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

PERIOD_MONTHS = (1, 3, 12)
"""A step counts a month, a quarter or a calendar year."""


@dataclass(frozen=True)
class RebateSteps:
    """One entry a step; only steps that count sell-in belong here."""

    threshold: Array
    """(steps,): the period's amount from which the rate applies, in money."""
    period_months: NDArray[np.int64]
    """(steps,): 1, 3 or 12."""
    dealer: NDArray[np.int64]
    """(steps,): the row of the dealer it is for, or -1 for all dealers."""
    in_force: NDArray[np.bool_]
    """(steps, months): whether the step is in force in that month."""

    def until(self, months: int) -> RebateSteps:
        """Return the schedule as it stood when only the first `months` months existed."""
        return RebateSteps(
            self.threshold, self.period_months, self.dealer, self.in_force[:, :months]
        )
