"""Each rival is honest, and does what it says."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

from steelyard.simulation.worlds.course import Course, honest_course
from steelyard.simulation.worlds.rival import all_rivals

from .staged import course_with, setting

LIES = (
    "pushed", "tops_up", "moved", "diverted", "invented_share", "hidden_share", "denied_share",
    "destinations", "complicit", "parked", "rushed", "returns_pile",
)  # fmt: skip
MARKS = {
    "border": {"away"},
    "festival_stock": {"cover"},
    "growth": {"demand"},
    "institution": {"institutional"},
    "late_payer": {"late_days"},
    "lost_scans": {"scanning"},
    "merger": {"demand", "active", "gifts"},
    "new_territory": {"region"},
    "newcomer": {"demand", "active"},
    "promotion": {"demand", "promotions"},
    "scan_habit": {"scanning"},
    "sloppy_books": {"by_the_books", "report_noise", "count_noise", "slip", "held_over"},
    "tourist_town": {"demand", "away"},
}


def _changed(course: Course) -> set[str]:
    before = honest_course(setting())
    names = [f.name for f in fields(Course) if f.name != "setting"]
    return {n for n in names if not np.array_equal(getattr(before, n), getattr(course, n))}


def test_every_rival_of_the_package_has_its_mark_here() -> None:
    assert set(MARKS) == set(all_rivals())
    assert _changed(honest_course(setting())) == set()


@pytest.mark.parametrize("name", sorted(MARKS))
@pytest.mark.parametrize("seed", range(5))
def test_a_rival_changes_what_it_says_and_never_lies(name: str, seed: int) -> None:
    course, _ = course_with(all_rivals()[name].happen, seed)
    changed = _changed(course)
    assert changed
    assert changed <= MARKS[name]
    assert not changed & set(LIES)
    assert (course.partner == -1).all()


def test_growth_stays() -> None:
    course, dealer = course_with(all_rivals()["growth"].happen)
    risen = course.demand[dealer] / honest_course(setting()).demand[dealer]
    assert (np.diff(risen) >= -1e-12).all()
    assert risen[0] == 1
    assert risen[-1] > 1.15


def test_after_a_merger_nothing_is_left_of_the_business_that_ended() -> None:
    course, dealer = course_with(all_rivals()["merger"].happen)
    gift = course.gifts[0]
    assert gift.taker == dealer
    assert gift.share == 1
    assert not course.active[gift.giver, gift.month :].any()
    assert course.active[gift.giver, : gift.month].all()
