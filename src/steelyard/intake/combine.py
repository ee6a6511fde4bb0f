"""All sheets of one table as one view, with the account of its rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import duckdb

from steelyard.intake.account import account_of
from steelyard.intake.apart import TWICE, Apart
from steelyard.intake.asking import number_of
from steelyard.intake.correcting import Decided
from steelyard.intake.differing import differing
from steelyard.intake.parse import Parsed
from steelyard.intake.quoting import ident
from steelyard.intake.result import TableRead
from steelyard.intake.set_apart import set_apart
from steelyard.intake.sheet import Sheet
from steelyard.tables import Table


@dataclass(frozen=True)
class Combined:
    """One table put together: its sheets, what was set apart, and the account."""

    table: Table
    sheets: tuple[Parsed, ...]
    apart: Apart
    refused: tuple[Sheet, ...]
    """Sheets whose reader refused rows, those that only a query used among them."""
    account: TableRead


def combine(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    sheets: tuple[Parsed, ...],
    until: dt.date | None,
    queried: tuple[Sheet, ...] = (),
    corrects: Decided | None = None,
) -> Combined:
    """Make the view of a table from its parsed sheets.

    `queried` are sheets that a query made one of `sheets` from: rows their reader refused
    belong to this table's account. `corrects` says which file corrects which.
    """
    found = set_apart(connection, table, sheets, queried, corrects or {})
    apart, days = found.apart, found.days
    selects = [_select(table, parsed, apart) for parsed in sheets]
    late = _rows_after(connection, table, selects, until)
    cut = f" where {ident(table.dated_by or '')} <= date '{until}'" if late else ""
    view = " union all ".join(selects)
    view = f"select * from ({view}){cut}" if cut else view
    connection.execute(f"create view {ident(table.name)} as {view}")
    account = replace(
        account_of(connection, table, sheets, queried, apart, days),
        rows_after_until=late,
        corrected_twice=apart.rows(TWICE),
        differing=differing(connection, table, sheets, days, apart, until),
        superseding=found.superseding,
        rows_mended=found.mended,
    )
    refused = tuple(s for s in (*(parsed.sheet for parsed in sheets), *queried) if s.refused)
    return Combined(table, sheets, apart, refused, account)


def _select(table: Table, parsed: Parsed, apart: Apart) -> str:
    columns = ", ".join([*(ident(c.name) for c in table.columns), "_file", "_row"])
    query = f"select {columns} from {parsed.relation} p"
    conditions = [] if parsed.sound else [f"_mask & {parsed.refusing} = 0"]
    if apart.holds(parsed.number):
        conditions.append(f"not exists ({apart.same_row(parsed.number)})")
    return f"{query} where {' and '.join(conditions)}" if conditions else query


def _rows_after(
    connection: duckdb.DuckDBPyConnection, table: Table, selects: list[str], until: dt.date | None
) -> int:
    if until is None or table.dated_by is None:
        return 0
    late = f"where {ident(table.dated_by)} > date '{until}'"
    return number_of(connection, f"select count(*) from ({' union all '.join(selects)}) {late}")
