"""Documents that two files have alike but for the day: moved over the month's end, say.

`weighed_documents` looks at days that both files have. An order that was moved to a day of one
file alone is found here: the same number of the same dealer, on one day in either file, with
the same lines. Only where the two files repeat each other widely is it one that was moved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from steelyard.intake.apart import SUPERSEDED, Apart
from steelyard.intake.corrections import content
from steelyard.intake.days import Unit
from steelyard.intake.documents import amount_of, dealer_of, document_of
from steelyard.intake.overlap import WIDELY, compared_in, days_of
from steelyard.intake.parse import Parsed
from steelyard.intake.quoting import ident
from steelyard.tables import Table


@dataclass(frozen=True)
class Moved:
    """What two files have alike on different days, of which one is in one file only."""

    one: Unit
    other: Unit
    documents: int
    lines: int
    amount: Decimal | None
    example: str


def moved_documents(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    sheets: Sequence[Parsed],
    shared: Mapping[Unit, Collection[dt.date]],
    apart: Apart,
    until: dt.date | None,
) -> list[Moved]:
    """Return the pairs of files with such documents up to `until`, in the order of the files."""
    lines = " union all ".join(
        _lines(table, parsed, sheets, shared, apart, until) for parsed in sheets
    )
    whole = (
        "select number, _file, id, dealer, count(*) as n, sum(says::hugeint) as says,"
        f" min(day) as day, bool_and(is_shared) as is_shared, sum(amount) as amount from ({lines})"
        " group by number, _file, id, dealer having min(day) = max(day)"
    )
    moved = "a.day <> b.day and not (a.is_shared and b.is_shared)"
    rows = connection.execute(
        f"with whole as ({whole}), sizes as (select number, _file, count_if(is_shared) as n"
        " from whole group by all)"
        f" select a.number, a._file, b.number, b._file, count_if({moved}) as documents,"
        f" sum(a.n) filter ({moved}), sum(a.amount) filter ({moved}), min(a.id) filter ({moved})"
        " from whole a join whole b on a.id = b.id and a.dealer is not distinct from b.dealer"
        " and a.n = b.n and a.says = b.says and (a.number, a._file) < (b.number, b._file)"
        " join sizes s on s.number = a.number and s._file = a._file"
        " join sizes t on t.number = b.number and t._file = b._file"
        " group by a.number, a._file, b.number, b._file having documents > 0"
        f" and count_if(a.day = b.day) >= {WIDELY} * least(any_value(s.n), any_value(t.n))"
        " order by 1, 2, 3, 4"
    ).fetchall()
    return [
        Moved((a, file), (b, other), documents, int(lines), amount, example)
        for a, file, b, other, documents, lines, amount, example in rows
    ]


def _lines(
    table: Table,
    parsed: Parsed,
    sheets: Sequence[Parsed],
    shared: Mapping[Unit, Collection[dt.date]],
    apart: Apart,
    until: dt.date | None,
) -> str:
    """Return the sound lines of a sheet: whose document, what it says but for the day."""
    number, day, dealer = document_of(table) or "", table.dated_by or "", dealer_of(table)
    says = content("p", [name for name in compared_in(table, sheets) if name != day])
    money = ident(amount_of(table) or "") if amount_of(table) else "null"
    known = f" and {ident(day)} <= date '{until}'" if until else ""
    return (
        f"select {parsed.number} as number, _file, {ident(number)} as id,"
        f" {ident(dealer) if dealer else 'null::varchar'} as dealer, {says} as says,"
        f" {ident(day)} as day, {ident(day)} in ({days_of(parsed.number, shared)}) as is_shared,"
        f" cast({money} as decimal(18,4)) as amount from {parsed.relation} p"
        f" where _mask & {parsed.refusing} = 0{known}{apart.others(parsed.number, SUPERSEDED)}"
    )
