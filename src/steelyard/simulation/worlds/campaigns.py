"""Campaigns: promotions that the manufacturer plans for a region, honest and on record.

Demand rises in their month and is a little lower in the next.
"""

from __future__ import annotations

import numpy as np

from steelyard.simulation.worlds.course import Course, Promotion

_EACH_MONTH = 0.03
"""Chance that a region has one."""
_LIFT = (0.1, 0.3)
_PAID_BACK = 0.3


def hold_campaigns(course: Course) -> None:
    """Write the world's campaigns on the course."""
    rng = course.setting.stream("campaigns")
    held = rng.random((len(course.setting.places), course.shape[1])) < _EACH_MONTH
    for region, month in np.argwhere(held):
        lift = rng.uniform(*_LIFT)
        there = course.region[:, month] == region
        course.demand[there, month] *= 1 + lift
        course.demand[there, month + 1 : month + 2] *= 1 - _PAID_BACK * lift
        course.promotions.append(Promotion(int(month), region=int(region)))
