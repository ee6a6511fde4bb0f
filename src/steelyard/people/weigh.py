"""One answer a salesperson, as of the last month: how many flagged, how many expected, how rare.

Each person is held against rates that leave out all of that person's own dealers. `clustered`
is said only where the tail is at most PROVABLE and among all who can be judged stands up to
Benjamini-Hochberg. That proves and so finds few: `above_expected` tells whom to look at first, and
is no proof. `not_separable` and `too_few` are said rather than guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel
from steelyard.people.charges import Charges, charges
from steelyard.people.flags import FlaggedBy, flags
from steelyard.people.kinds import kinds, unknown_region
from steelyard.people.law import law_of_flagged
from steelyard.people.moved import NOBODY_MOVED, Moved, moved
from steelyard.people.rates import Cells, Rates, cells, rates, rates_without
from steelyard.people.separable import Separable, separable
from steelyard.people.service import service
from steelyard.statistics.joining import discoveries
from steelyard.statistics.poisson_binomial import tails
from steelyard.tiers import Tiers
from steelyard.verdicts import Findings

Array = NDArray[np.float64]
Index = NDArray[np.int64]
Judgement = Literal["clustered", "above_expected", "not_clustered", "not_separable", "too_few"]
JUDGED = ("clustered", "above_expected", "not_clustered")
"""What is said of who has enough dealers and can be told apart from place and kind."""

PROVABLE = 0.01
"""Tail from which a number of flagged dealers is more than chance explains."""
SUGGESTIVE = 0.05
"""Tail from which a person is to be looked at before others; one honest one in twenty is, too."""
FEWEST_DEALERS = 5
"""Dealers under which no number of them is held against a person."""
FALSE_DISCOVERIES = 0.10
"""Share of the people called clustered that may be chance."""


@dataclass(frozen=True)
class Person:
    """What is known of one salesperson."""

    salesperson_id: str
    dealers: int
    flagged_ids: tuple[str, ...]
    """The dealers flagged while the person was in charge of them."""
    expected: float
    """NaN where there is no other salesperson."""
    p_value: float
    """Chance of so many flagged dealers or more; NaN where there is no other salesperson."""
    provable_from: int | None = None
    """The smallest number of flagged dealers whose tail is at most PROVABLE; None for none."""
    moved: Moved = NOBODY_MOVED

    @property
    def flagged(self) -> int:
        """How many of the dealers are flagged."""
        return len(self.flagged_ids)


@dataclass(frozen=True)
class People:
    """All salespeople by id."""

    flagged_by: FlaggedBy
    persons: tuple[Person, ...]
    judgements: tuple[Judgement, ...]
    separable: Separable


@dataclass(frozen=True)
class _Compared:
    """What every person is held against."""

    charges: Charges
    kind: Index
    """(3, dealers)."""
    alike: Cells
    everybody: Rates
    dealer_ids: tuple[str, ...]


def weigh_people(findings: Findings, tiers: Tiers, panel: Panel) -> People:
    """Return what the findings say of each salesperson.

    `panel` is that of the findings with the late facts in it.
    """
    served, counted = service(panel), flags(findings)
    in_charge = charges(served, counted, ~np.isnan(findings.verdicts.p_value))
    kind = kinds(panel, tiers)
    alike = cells(in_charge, kind)
    compared = _Compared(in_charge, kind, alike, rates(in_charge, alike), panel.dealers.ids)
    persons = tuple(_weigh(place, name, compared) for place, name in enumerate(served.people))
    apart = separable(in_charge, kind, unknown_region(panel), len(served.people))
    return People(counted.by, persons, _judgements(persons, apart), apart)


def _weigh(place: int, name: str, compared: _Compared) -> Person:
    of, kind = compared.charges, compared.kind
    mine = of.person == place
    dealers = int(mine.sum())
    flagged = tuple(compared.dealer_ids[d] for d in of.dealer[mine & of.flagged].tolist())
    if mine.all():
        return Person(name, dealers, flagged, expected=np.nan, p_value=np.nan)
    others = rates_without(place, of, compared.alike, compared.everybody)
    law = law_of_flagged(others, kind[:, of.dealer[mine]], of.months[mine])
    at_least = tails(law)
    return Person(
        name,
        dealers,
        flagged,
        expected=float(law @ np.arange(law.size)),
        p_value=float(at_least[len(flagged)]),
        provable_from=_provable_from(at_least),
        moved=moved(place, of, kind, others),
    )


def _provable_from(at_least: Array) -> int | None:
    # A number that cannot be is not rare: dealers without a month that could be judged.
    rare = np.flatnonzero((at_least <= PROVABLE) & (at_least > 0))
    return int(rare[0]) if rare.size else None


def _judgements(persons: tuple[Person, ...], apart: Separable) -> tuple[Judgement, ...]:
    few = np.array([_too_few(person) for person in persons], dtype=np.bool_)
    p = np.array([person.p_value for person in persons])
    can_be_judged = ~few & apart.separable & ~np.isnan(p)
    rare = discoveries(np.where(can_be_judged, p, np.nan), FALSE_DISCOVERIES) & (p <= PROVABLE)
    return tuple(
        "too_few"
        if few[place]
        else "not_separable"
        if not can_be_judged[place]
        else "clustered"
        if rare[place]
        else "above_expected"
        if p[place] <= SUGGESTIVE
        else "not_clustered"
        for place in range(len(persons))
    )


def _too_few(person: Person) -> bool:
    alone = np.isnan(person.p_value)
    return not alone and (person.dealers < FEWEST_DEALERS or person.provable_from is None)
