"""Power: a dealer that carries much of its region has its terms creep up, month by month.

It pays later and is granted more trade spend. There is no lie in its goods.
"""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.deed import Plan

LABEL = "overmighty"
_SLOWEST = 3
"""Months at least until the terms are where it wants them."""
_LARGE = 0.3


def do(course: Course, plan: Plan, rng: np.random.Generator) -> None:
    """Raise trade spend and lateness; a small deed raises them less."""
    months = course.shape[1]
    month = np.arange(months)
    rising = np.clip((month - plan.starts + 1) / max(plan.ramp, _SLOWEST), 0.0, 1.0)
    rising = np.where((month >= plan.starts) & (month <= plan.ends), rising, 0.0)
    rising *= plan.size / max(plan.size, _LARGE)
    course.late_days[plan.dealer] += rising * 60 * rng.uniform(0.5, 1.2)
    course.trade_spend[plan.dealer] *= 1 + rising * rng.uniform(0.4, 1.2)
