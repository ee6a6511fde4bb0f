"""Salespeople in the order in which to look: what chance does not explain first, then the rest.

The page shows the first SHOWN; the workbook and the table have all. Rows are those of the table
`salespeople`, so that page, workbook and table say the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from steelyard.report.inputs import ReportInputs

SHOWN = 40


@dataclass(frozen=True)
class PeopleShown:
    """What the page says of salespeople."""

    rows: list[dict[str, Any]]
    """The first SHOWN rows of the table."""
    people: int
    judged: int
    """Who has enough dealers and can be told apart from place and kind."""
    clustered: int


def people_shown(inputs: ReportInputs) -> PeopleShown:
    """Return what the page shows; no rows where nobody is named."""
    rows = salespeople(inputs)
    said = [row["judgement"] for row in rows]
    clustered = said.count("clustered")
    judged = clustered + said.count("not_clustered")
    return PeopleShown(rows[:SHOWN], len(rows), judged, clustered)


def salespeople(inputs: ReportInputs) -> list[dict[str, Any]]:
    """Return the rows of the table `salespeople`, those to look at first; none where none is."""
    if inputs.salespeople is None:
        return []
    rows: list[dict[str, Any]] = inputs.salespeople.to_pylist()
    return sorted(rows, key=_place)


def _place(row: dict[str, Any]) -> tuple[bool, float, str]:
    return row["judgement"] != "clustered", row["p_value"], row["salesperson_id"]
