"""Audits: stock counts that the manufacturer itself makes, of a part of the range at a time.

An audit sees what lies in the dealer's warehouse, whoever owns it; goods kept elsewhere it does
not see.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.simulation.worlds.arrays import Counts, Flags
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.goods import Goods

_MISCOUNT = 0.01
_MOST_OFTEN = 0.35
"""Chance of an audit in a month, however large the dealer."""
_LARGER_MORE = 0.3
_COUNTED = 0.8
"""Chance that a product is counted in an audit."""


@dataclass(frozen=True)
class Audits:
    """What the manufacturer saw, (dealers, products, months)."""

    seen: Counts
    counted: Flags
    """Whether the product was counted at all."""


def hold_audits(course: Course, goods: Goods) -> Audits:
    """Return the audits: of a dealer of median size one every `audit_gap` months."""
    rng, habits = course.setting.stream("audits"), course.setting.habits
    relative = habits.size / np.median(habits.size)
    chance = np.clip(relative**_LARGER_MORE / course.setting.known.audit_gap, 0, _MOST_OFTEN)
    visited = (rng.random(course.shape) < chance[:, None]) & course.active
    counted = visited[:, None, :] & (rng.random(goods.stock.shape) < _COUNTED)
    elsewhere = np.floor(goods.pile * course.hidden_share[:, None, None])
    there = goods.all_there - elsewhere
    seen = np.rint(there * np.exp(rng.normal(0.0, _MISCOUNT, there.shape))).astype(np.int64)
    return Audits(seen, counted & (habits.mix > 0)[:, :, None])
