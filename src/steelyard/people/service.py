"""Who served which dealer in which month, also where no sell-in line names anybody.

It turns the bare facts into one person a dealer and month. Three rules fill the gaps: a month
without a sale goes on with who served last; the months before the first name are that
person's only where the dealer master says so too; and who stands in for less than
STAND_IN_MONTHS between two spells of one and the same person does not interrupt them.
A dealer that no line gives a name has the master's person all along.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.facts.panel import Panel
from steelyard.facts.served import NOBODY

Index = NDArray[np.int64]

STAND_IN_MONTHS = 3
"""A spell shorter than this between two of one person is a holiday cover, no change of hands."""


@dataclass(frozen=True)
class Service:
    """Every salesperson that serves somebody, by id, and who served each dealer in each month."""

    people: tuple[str, ...]
    by: Index
    """(dealers, months): index into `people`; NOBODY where nobody is known, and before a
    dealer's first order or report."""


def service(panel: Panel) -> Service:
    """Return who served whom, from the sell-in lines and the dealer master."""
    dealers = panel.dealers
    people = tuple(sorted({*dealers.people, *dealers.salesperson_ids} - {""}))
    place = {person: index for index, person in enumerate(people)}
    master = np.array([place.get(person, NOBODY) for person in dealers.salesperson_ids])
    lines = np.full(panel.shape, NOBODY, dtype=np.int64)
    if panel.served_by is not None:
        of_lines = np.array([*(place[person] for person in dealers.people), NOBODY])
        lines = of_lines[panel.served_by]
    by = _without_stand_ins(_before(_carried(lines), master))
    return _serving(people, np.where(panel.begun, by, NOBODY))


def _serving(people: tuple[str, ...], by: Index) -> Service:
    """Return the service without people who serve nobody in the panel."""
    serve = np.unique(by[by != NOBODY])
    place = np.full(len(people) + 1, NOBODY)
    place[serve] = np.arange(serve.size)
    return Service(tuple(people[person] for person in serve), place[by])


def _carried(lines: Index) -> Index:
    """Return the lines' names, each carried on until another is named."""
    last = np.where(lines != NOBODY, np.arange(lines.shape[1]), 0)
    last = np.maximum.accumulate(last, axis=1)
    return np.take_along_axis(lines, last, axis=1)


def _before(by: Index, master: Index) -> Index:
    """Return the array with the months before the first name, or all of them, filled in."""
    named = by != NOBODY
    first = by[np.arange(by.shape[0]), named.argmax(axis=1)]
    agrees = (first == master) | ~named.any(axis=1)
    return np.where(~named & agrees[:, None], master[:, None], by)


def _without_stand_ins(by: Index) -> Index:
    by = by.copy()
    for length in range(1, STAND_IN_MONTHS):
        for start in range(1, by.shape[1] - length):
            before, after = by[:, start - 1], by[:, start + length]
            spell = by[:, start : start + length]
            cover = (before == after) & (before != NOBODY)
            spell[cover] = before[cover, None]
    return by
