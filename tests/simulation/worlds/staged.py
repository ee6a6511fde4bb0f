"""Small worlds staged for a test: one setting, everybody honest but for what the test does."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from steelyard.simulation.worlds import FAMILIES, World
from steelyard.simulation.worlds.cast import Case, Cast
from steelyard.simulation.worlds.course import Course, honest_course
from steelyard.simulation.worlds.deed import Plan, all_deeds
from steelyard.simulation.worlds.made import play
from steelyard.simulation.worlds.setting import Setting, draw_setting

DEALERS, MONTHS = 45, 24
START, END = 9, 20


@cache
def setting(family: str = "usual", seed: int = 2) -> Setting:
    return draw_setting(FAMILIES[family], DEALERS, MONTHS, seed)


def largest() -> int:
    return int(setting().habits.size.argmax())


def honest_world() -> World:
    return play(honest_course(setting()), Cast((), ("",) * DEALERS))


@cache
def world_with(cause: str, *, size: float = 0.8, evades: bool = False, seed: int = 0) -> World:
    """Return the honest world with one deed of its largest dealer, from START to END."""
    course = honest_course(setting())
    deed = all_deeds()[cause]
    plan = Plan(largest(), START, END, size, ramp=2, evades=evades)
    partner = deed.do(course, plan, np.random.default_rng(seed))
    case = Case(plan, deed, partner, None)
    return play(course, Cast((case,), ("",) * DEALERS))


def course_with(happen: Callable[..., None], seed: int = 0) -> tuple[Course, int]:
    """Return an honest course to which something happened at one dealer, and that dealer."""
    course, dealer = honest_course(setting()), largest()
    others = np.delete(np.arange(DEALERS), dealer)
    happen(course, dealer, others, np.random.default_rng(seed))
    return course, dealer
