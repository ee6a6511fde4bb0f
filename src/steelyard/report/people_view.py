"""Salespeople in the order in which to look: what chance does not explain first, then the rest.

The page shows the first SHOWN; the workbook and the table have all. Rows are those of the table
`salespeople`, so that page, workbook and table say the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from steelyard.people.weigh import JUDGED
from steelyard.report.inputs import ReportInputs

SHOWN = 40
_MAY_BE_UNKNOWN = ("expected_flagged", "p_value")


@dataclass(frozen=True)
class PeopleShown:
    """What the page says of salespeople."""

    rows: list[dict[str, Any]]
    """The first SHOWN rows of the table."""
    people: int
    judged: int
    """Who has enough dealers and can be told apart from place and kind."""
    clustered: int
    above_expected: int


def people_shown(inputs: ReportInputs) -> PeopleShown:
    """Return what the page shows; no rows where nobody is named."""
    rows = salespeople(inputs)
    said = [row["judgement"] for row in rows]
    judged = sum(said.count(judgement) for judgement in JUDGED)
    first = (said.count(judgement) for judgement in ("clustered", "above_expected"))
    return PeopleShown(rows[:SHOWN], len(rows), judged, *first)


def salespeople(inputs: ReportInputs) -> list[dict[str, Any]]:
    """Return the rows of the table `salespeople`, those to look at first; none where none is."""
    if inputs.salespeople is None:
        return []
    rows: list[dict[str, Any]] = inputs.salespeople.to_pylist()
    # What is not known is written as a dash, which a number that is none becomes.
    known = [{**r, **{name: _known(r[name]) for name in _MAY_BE_UNKNOWN}} for r in rows]
    return sorted(known, key=_place)


def _known(value: float | None) -> float:
    return math.nan if value is None else value


def _place(row: dict[str, Any]) -> tuple[int, float, str]:
    p, said = row["p_value"], row["judgement"]
    # A small p of whom nothing can be said does not come before one that says something.
    turn = JUDGED.index(said) if said in JUDGED else len(JUDGED)
    return turn, math.inf if math.isnan(p) else p, row["salesperson_id"]
