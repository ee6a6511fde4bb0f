"""The rows of a table that were set apart after they were read, each with its one reason.

It keeps the list; which rows stand on it is found in `set_apart`.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from steelyard.intake.quoting import literal
from steelyard.tables import Table

ONCE, TWICE, SUPERSEDED = "counted_once", "corrected_twice", "superseded"
COUNTED = (ONCE, TWICE)
"""Reasons of rows that another row stands for: they are counted once."""
STOOD_FOR = (*COUNTED, SUPERSEDED)
"""... and of those that a correcting file stands for: nothing is wrong with any of them."""
DATE_OUT, CONTRADICTS, OTHERWISE = "date_out", "contradicts", "corrected_otherwise"
ITSELF, NOBODY_KNOWN, CIRCLE, TOO_MUCH = (
    "succeeds_itself", "successor_unknown", "successor_circle", "shares_above_one",
)  # fmt: skip
SUCCESSIONS = (ITSELF, NOBODY_KNOWN, CIRCLE, TOO_MUCH)
"""Reasons of rows on who took over whose business."""
BESIDE_OTHERS = (DATE_OUT, CONTRADICTS, *SUCCESSIONS)
"""Reasons that a row has beside other rows, until it or they are mended."""
REFUSED_LATER = (*BESIDE_OTHERS, OTHERWISE)
"""Reasons for which a row is refused although nothing in it alone is wrong."""


class Apart:
    """The rows of one table that were set apart: `(number, _file, _row, why)`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, table: Table) -> None:
        self.name = f"apart_{table.name}"
        self._connection = connection
        self._counts: dict[tuple[int, str], int] = {}
        connection.execute(
            f"create table {self.name} (number integer, _file varchar, _row bigint, why varchar)"
        )

    def add(self, query: str) -> None:
        """Add the rows of a query with the same four columns, each row for one reason only."""
        self._connection.execute(
            f"insert into {self.name} select q.* from ({query}) q anti join {self.name} a"
            " on a.number = q.number and a._file = q._file and a._row = q._row"
        )
        rows = self._connection.execute(
            f"select number, why, count(*) from {self.name} group by all order by all"
        ).fetchall()
        self._counts = {(number, why): count for number, why, count in rows}

    def rows(self, *whys: str, number: int | None = None) -> int:
        """How many rows were set apart for one of these reasons, in all sheets or in one."""
        return sum(
            count
            for (sheet, reason), count in self._counts.items()
            if reason in whys and number in (None, sheet)
        )

    def holds(self, number: int) -> bool:
        """Whether rows of this sheet were set apart."""
        return any(sheet == number for sheet, _ in self._counts)

    def same_row(self, number: int, *whys: str) -> str:
        """Return a subquery that finds the row `p` of a sheet among those set apart."""
        reason = f" and a.why in ({listed(whys)})" if whys else ""
        return (
            f"select 1 from {self.name} a where a.number = {number}"
            f" and a._file = p._file and a._row = p._row{reason}"
        )

    def others(self, number: int, *whys: str) -> str:
        """Return a condition for the rows `p` of a sheet that are not set apart, with its `and`."""
        return f" and not exists ({self.same_row(number, *whys)})" if self.holds(number) else ""


def listed(whys: Iterable[str]) -> str:
    """Return reasons as SQL."""
    return ", ".join(map(literal, whys))


def is_master(table: Table) -> bool:
    """Whether a table has one row for each id: dealers, products, regions, outlets."""
    return table.dated_by is None and len(table.required_columns) == 1
