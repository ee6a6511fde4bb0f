"""How many rows each file has on each day: which dates are sane, which files share days.

One aggregate a table. The sane window is stated by the data itself, never by a clock: from
1990 on, and no lone rows far away from the rest.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from steelyard.intake.apart import Apart
from steelyard.intake.parse import Parsed
from steelyard.intake.quoting import ident
from steelyard.tables import Table

EARLIEST = dt.date(1990, 1, 1)
LATEST = dt.date(2100, 1, 1)
GAP_DAYS = 400
"""Rows beyond an empty stretch of more than so many days ..."""
LONE_SHARE = 0.01
"""... that are at most this share of all rows (of at least ENOUGH) are mistyped years."""
ENOUGH = 20

Unit = tuple[int, str]
"""One file of one sheet: (number of the sheet, file)."""


@dataclass(frozen=True)
class Days:
    """Sound rows by day in each file, and the days on which a file has refused rows."""

    by_unit: Mapping[Unit, Mapping[dt.date, int]]
    refused: Mapping[Unit, frozenset[dt.date]] = field(default_factory=dict)

    @property
    def rows(self) -> Mapping[dt.date, int]:
        """Sound rows by day over all files, in order of the days."""
        total: Counter[dt.date] = Counter()
        for days in self.by_unit.values():
            total.update(days)
        return dict(sorted(total.items()))

    def shared(self) -> dict[Unit, set[dt.date]]:
        """Return for each file the days on which another file has rows too."""
        units = {*self.by_unit, *self.refused}
        held = {u: {*self.by_unit.get(u, ()), *self.refused.get(u, ())} for u in sorted(units)}
        holders = Counter(day for days in held.values() for day in days)
        common = {unit: {d for d in days if holders[d] > 1} for unit, days in held.items()}
        return {unit: days for unit, days in common.items() if days}


def count_days(
    connection: duckdb.DuckDBPyConnection, table: Table, sheets: Sequence[Parsed], apart: Apart
) -> Days:
    """Count the rows of a dated table by file and day, less those set apart already.

    Empty for an undated table.
    """
    by_unit: dict[Unit, dict[dt.date, int]] = {}
    refused: dict[Unit, set[dt.date]] = {}
    if table.dated_by is None:
        return Days(by_unit)
    for parsed in sheets:
        sound = "true" if parsed.sound else f"_mask & {parsed.refusing} = 0"
        day = ident(table.dated_by)
        left = apart.others(parsed.number)
        rows = connection.execute(
            f"select _file, {day} as day, {sound} as sound, count(*) from {parsed.relation} p"
            f" where {day} is not null{left} group by all order by all"
        ).fetchall()
        for file, day, is_sound, count in rows:
            if is_sound:
                by_unit.setdefault((parsed.number, file), {})[day] = count
            else:
                refused.setdefault((parsed.number, file), set()).add(day)
    return Days(by_unit, {unit: frozenset(days) for unit, days in refused.items()})


def sane_window(rows: Mapping[dt.date, int]) -> tuple[dt.date, dt.date]:
    """Return the first and the last day that can be meant, given the rows of every day.

    >>> january = {dt.date(2024, 1, day): 10 for day in range(1, 31)}
    >>> sane_window({**january, dt.date(2042, 1, 5): 1})[1]
    datetime.date(2024, 1, 30)
    """
    inside = {day: n for day, n in sorted(rows.items()) if EARLIEST <= day < LATEST}
    total = sum(inside.values())
    lone = LONE_SHARE * total
    if total < ENOUGH:
        return EARLIEST, LATEST
    days = list(inside)
    first = _without_lone(days, inside, max(lone, 1.0))
    last = _without_lone(days[::-1], inside, max(lone, 1.0))
    return (EARLIEST if first == days[0] else first, LATEST if last == days[-1] else last)


def _without_lone(days: Sequence[dt.date], rows: Mapping[dt.date, int], most: float) -> dt.date:
    """Walk in from one end; return the first day that is not lone rows before a long gap."""
    passed, start = 0, days[0]
    for day, following in itertools.pairwise(days):
        passed += rows[day]
        if passed > most:
            break
        if abs((following - day).days) > GAP_DAYS:
            start = following
    return start
