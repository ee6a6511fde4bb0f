"""What each dealer's business would be like if nobody did a deed: what an oracle may know.

Taken when the honest circumstances have happened and before the first deed is done, so nothing
here says whether, when or how much anybody lies. A dealer's own ups and downs are no habit but
chance: an oracle knows how large they are, not which way they went.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from steelyard.simulation.worlds.arrays import Array, Flags
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.scanning import chances_by_place

_LEFT_OVER = 0.1
"""Of a month's demand, what a dealer keeps at least between two of its orders."""


def honest_figures(course: Course) -> Mapping[str, Array]:
    """Return the figures by name, each (dealers, months)."""
    months = course.shape[1]
    demand = course.demand / course.ups_and_downs * course.active
    at_home, away = _scan_rates(course)

    def always(values: Array) -> Array:
        return np.repeat(values[:, None], months, axis=1)

    noise = np.where(course.by_the_books, 0.0, course.report_noise)
    demand_noise = course.setting.habits.restless * course.setting.known.demand_sd
    return {
        "honest_region": course.region.astype(np.float64),
        "honest_demand": demand,
        "honest_demand_noise": always(demand_noise),
        "honest_institutional": course.institutional * course.active,
        "honest_stock": _stock(course, demand),
        "honest_orders": _turns(course).astype(np.float64),
        "honest_stock_noise": always(np.where(course.by_the_books, 0.0, course.count_noise)),
        "honest_report_noise": always(noise),
        "honest_slip": always(course.slip),
        "honest_held_over": course.held_over.astype(np.float64),
        "honest_home_scan_rate": at_home,
        "honest_away_scan_rate": away,
        "honest_late_days": course.late_days.copy(),
        "honest_trade_spend": course.trade_spend.copy(),
    }


def _scan_rates(course: Course) -> tuple[Array, Array]:
    """Return the chance that a unit sold is scanned at home, and the same elsewhere."""
    setting = course.setting
    likes = setting.habits.mix @ setting.products.scanning
    chances = chances_by_place(course) * likes[:, None, None]
    at_home = np.take_along_axis(chances, course.region[:, :, None], axis=2)[:, :, 0]
    return at_home, chances.sum(axis=2) - at_home


def _stock(course: Course, demand: Array) -> Array:
    """Return what its ordering aims at for the end of each month; less between two orders."""
    habits, season, turns = course.setting.habits, course.setting.season, _turns(course)
    wanted = (course.cover + habits.rhythm[:, None] - 1) * demand * (season[1:] / season[:-1])
    stock = np.empty_like(demand)
    for month in range(demand.shape[1]):
        left = stock[:, month - 1] - demand[:, month]
        least = _LEFT_OVER * demand[:, month]
        stock[:, month] = np.where(turns[:, month], wanted[:, month], np.maximum(left, least))
    return stock


def _turns(course: Course) -> Flags:
    """Return in which months it orders by its rhythm; it begins with a full warehouse."""
    habits, month = course.setting.habits, np.arange(course.shape[1])
    turn = (month + habits.phase[:, None]) % habits.rhythm[:, None] == 0
    return np.asarray(turn | (month == 0))
