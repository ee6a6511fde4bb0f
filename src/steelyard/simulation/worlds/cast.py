"""Who does what: deals deeds to some of the large dealers and rivals to some of the honest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from steelyard.simulation.worlds.arrays import Array
from steelyard.simulation.worlds.course import Course
from steelyard.simulation.worlds.deed import Deed, Plan, all_deeds
from steelyard.simulation.worlds.honest import honest_figures
from steelyard.simulation.worlds.rival import Rival, all_rivals

NOBODY = -1
_KEPT = 3
"""Months at least for which a deed keeps its full size."""


@dataclass(frozen=True)
class Case:
    """One dealer's deed, as it was planned."""

    plan: Plan
    deed: Deed
    partner: int | None
    salesperson: int | None
    """Index of the person who knows, if anybody does."""


@dataclass(frozen=True)
class Cast:
    """The parts of all dealers."""

    cases: tuple[Case, ...]
    rivals: tuple[str, ...]
    """(dealers,): the honest circumstance, or an empty text."""
    honest: Mapping[str, Array] = field(default_factory=dict, compare=False)
    """What every dealer's business would be like without any deed; see `honest`."""


def deal(course: Course) -> Cast:
    """Deal the parts and write them on the course."""
    rng = course.setting.stream("cast")
    parts = _parts(course, rng)
    dishonest = np.array([dealer for dealer, _, _ in parts])
    course.dishonest[dishonest] = True
    rivals = _happen(course, rng)
    honest = honest_figures(course)
    evading = _evading([deed.cause for _, deed, _ in parts], course.setting.family.evading, rng)
    planned = zip(parts, evading, strict=True)
    cases = tuple(_do(course, *part, evades, rng) for part, evades in planned)
    return Cast(cases, rivals, honest)


def _parts(course: Course, rng: np.random.Generator) -> list[tuple[int, Deed, int | None]]:
    """Return (dealer, deed, person) of each case; no dealer has two."""
    deeds = list(all_deeds().values())
    count = max(1, round(course.setting.known.dishonest * course.shape[0]))
    turns = [deeds[turn % len(deeds)] for turn in rng.permutation(count)]
    free = _larger_half(course)
    knowing = _knowing(course, rng)
    parts: list[tuple[int, Deed, int | None]] = []
    for deed in turns:
        person = knowing.pop() if deed.label == "inflated" and knowing else None
        dealer = _drawn(course, free, deed, person, rng)
        free[dealer] = False
        served = course.setting.salespeople.serving[dealer, 0]
        parts.append((dealer, deed, person if person == served else None))
    return parts


def _evading(causes: list[str], share: float, rng: np.random.Generator) -> list[bool]:
    """Return who evades: that share of each kind, as near as whole dealers allow."""
    reached = {cause: float(rng.random()) for cause in sorted(set(causes))}
    evading = []
    for cause in causes:
        before, reached[cause] = reached[cause], reached[cause] + share
        evading.append(int(reached[cause]) > int(before))
    return evading


def _larger_half(course: Course) -> np.ndarray:
    size = course.setting.habits.size
    return np.asarray(size >= np.median(size))


def _knowing(course: Course, rng: np.random.Generator) -> list[int]:
    """Return the person of each case in which one is complicit: one or two have several each."""
    people = len(course.setting.salespeople.ids)
    if people < 4:
        return []
    chosen = rng.choice(people, int(rng.integers(1, 3)), replace=False)
    return [int(person) for person in chosen for _ in range(int(rng.integers(2, 5)))]


def _drawn(
    course: Course, free: np.ndarray, deed: Deed, person: int | None, rng: np.random.Generator
) -> int:
    """Draw a dealer that is free: a leader of its region for power, else the large more often."""
    size = course.setting.habits.size
    weight = np.where(free, np.sqrt(size), 0.0)
    if deed.label == "overmighty":
        weight = np.where(free, _regional_share(course) ** 3, 0.0)
    theirs = course.setting.salespeople.serving[:, 0] == person
    if person is not None and weight[theirs].any():
        weight = np.where(theirs, weight, 0.0)
    return int(rng.choice(len(size), p=weight / weight.sum()))


def _regional_share(course: Course) -> Array:
    size, region = course.setting.habits.size, course.setting.habits.region
    return np.asarray(size / np.bincount(region, weights=size)[region], dtype=np.float64)


def _happen(course: Course, rng: np.random.Generator) -> tuple[str, ...]:
    """Let circumstances happen to their share of the honest; return them by dealer."""
    honest = rng.permutation(np.flatnonzero(~course.dishonest))
    count = round(course.setting.known.rivals * len(honest))
    names = [""] * course.shape[0]
    others = list(honest[count:])
    for dealer, rival in zip(honest[:count], _drawn_rivals(course, count, rng), strict=True):
        gifts = len(course.gifts)
        rival.happen(course, int(dealer), np.array(others, dtype=np.int64), rng)
        names[dealer] = rival.name
        for gift in course.gifts[gifts:]:
            names[gift.giver] = f"{rival.name}_ended"
            others.remove(gift.giver)
    return tuple(names)


def _drawn_rivals(course: Course, count: int, rng: np.random.Generator) -> Iterable[Rival]:
    rivals = list(all_rivals().values())
    weight = np.array([rival.weight for rival in rivals])
    weight[[rival.name == "growth" for rival in rivals]] *= course.setting.known.growers
    turns = rng.choice(len(rivals), count, p=weight / weight.sum())
    return [rivals[turn] for turn in turns]


def _do(
    course: Course,
    dealer: int,
    deed: Deed,
    person: int | None,
    evades: bool,
    rng: np.random.Generator,
) -> Case:
    plan = _plan(course, dealer, evades, rng)
    in_charge = course.setting.salespeople.serving[dealer, plan.starts]
    # Who handed the dealer over before the deed had no part in it.
    knows = person if person == in_charge else None
    return Case(plan, deed, deed.do(course, plan, rng), knows)


def _plan(course: Course, dealer: int, evades: bool, rng: np.random.Generator) -> Plan:
    """Draw when and how much: after half a year, for six to eighteen months or to the end.

    It starts early enough, and lasts long enough, to reach its size and keep it for a while.
    """
    months, family = course.shape[1], course.setting.family
    low, high = np.log(family.lie)
    slow, slowest = family.ramp
    if evades and family.evading < 1:
        # The small half of the sizes and the slow half of the ramps.
        high, slow = (low + high) / 2, (slow + slowest + 1) // 2
    ramp = min(int(rng.integers(slow, slowest + 1)), max(1, months // 3))
    first = min(6, months // 5)
    starts = int(rng.integers(first, max(first, months - ramp - _KEPT) + 1))
    lasts = max(int(rng.integers(6, 19)), ramp + _KEPT) if rng.random() < 0.5 else months
    return Plan(
        dealer=dealer,
        starts=starts,
        ends=min(months, starts + lasts) - 1,
        size=float(np.exp(rng.uniform(low, high))),
        ramp=ramp,
        evades=evades,
    )
