"""Made-up findings for the weighing of people: who serves whom, and which dealers are flagged.

Dealers are drawn as (salesperson, region); a flag is (dealer, month). What
signals read is left out: only verdicts and their beginnings matter here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines import Channel
from steelyard.facts.panel import Panel
from steelyard.people import People, weigh_people
from steelyard.people.weigh import Person
from steelyard.settings import Settings
from steelyard.tiers import tiers
from steelyard.verdicts import Findings, Verdicts
from tests.panels import panel

MONTHS = 24
Matter = tuple[int, int]


def channel(
    dealers: Sequence[tuple[str, str]],
    served: Mapping[int, Sequence[str]] | None = None,
    sizes: Sequence[float] | None = None,
) -> Panel:
    """Return a panel of dealers (salesperson, region); `served` names people by month.

    Sizes are a month's money; they differ a little, so that ranks have no ties.
    """
    usual = [1000.0 + 7 * (i * 37 % 101) + i / 100 for i in range(len(dealers))]
    made = panel({f"D{i:04d}": [size] * MONTHS for i, size in enumerate(sizes or usual)})
    regions = tuple(sorted({region for _, region in dealers}))
    by, people = None, ()
    if served is not None:
        people = tuple(sorted({name for names in served.values() for name in names} - {""}))
        by = np.full(made.shape, -1, dtype=np.int64)
        for dealer, names in served.items():
            by[dealer] = [people.index(name) if name else -1 for name in names]
    who = replace(
        made.dealers,
        region=np.array([regions.index(region) for _, region in dealers]),
        region_ids=regions,
        salesperson_ids=tuple(person for person, _ in dealers),
        people=people,
    )
    return replace(made, dealers=who, served_by=by)


def findings(made: Panel, matters: Sequence[Matter], verdict: str = "watch") -> Findings:
    """Return findings in which those dealers are flagged in those months, and no others."""
    shape = made.shape
    listed = np.zeros(shape, dtype=np.bool_)
    listed[tuple(np.array(matters, dtype=np.int64).reshape(-1, 2).T)] = True
    nothing, none = np.zeros(shape), np.full(shape, "", dtype="<U20")
    verdicts = Verdicts(
        verdict=np.where(listed, verdict, "unjudged"),
        cause=none,
        score=nothing,
        amount_in_question=nothing,
        amount_kind=none,
        amount_since=nothing,
        amount_added=nothing,
        since=np.where(listed, np.arange(shape[1]), -1),
        listed_months=listed.astype(np.int64),
        p_value=np.full(shape, 0.5),
        reason=none,
        cause_p_values={},
        raised={},
    )
    return Findings(Channel(made, Settings()), {}, verdicts, ("sell_in", "dealers"))


def weighed(made: Panel, matters: Sequence[Matter]) -> People:
    """Return what those flags say of the people."""
    return weigh_people(findings(made, matters), tiers(made, Settings()), made)


def of(people: People, name: str) -> tuple[Person, str]:
    """Return one person and the judgement."""
    place = [person.salesperson_id for person in people.persons].index(name)
    return people.persons[place], people.judgements[place]


def teams(people: int, dealers: int, regions: int) -> list[tuple[str, str]]:
    """Return as many dealers for each person, people spread evenly over the regions."""
    return [
        (f"S{person:02d}", f"R{person % regions}")
        for person in range(people)
        for _ in range(dealers)
    ]


def spread(count: int, every: int, chance: np.random.Generator) -> list[Matter]:
    """Return flags of one dealer in `every`, at months by chance."""
    dealers: NDArray[np.int64] = np.arange(0, count, every)
    return [(int(dealer), int(chance.integers(6, MONTHS))) for dealer in dealers]
