"""All sheets of one table as one view, and the account of its rows."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import duckdb

from steelyard.intake.apart import (
    CONTRADICTS,
    COUNTED,
    DATE_OUT,
    OTHERWISE,
    REFUSED_LATER,
    TWICE,
    Apart,
)
from steelyard.intake.asking import number_of
from steelyard.intake.days import Days, sane_window
from steelyard.intake.duplicates import count_duplicates
from steelyard.intake.mapping import OWN_HEADERS
from steelyard.intake.note_rows import reasoned
from steelyard.intake.parse import NO_LINE_BITS, Parsed, bit_of
from steelyard.intake.quoting import ident
from steelyard.intake.reasons import about
from steelyard.intake.result import Refusal, SheetRead, TableRead
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
) -> Combined:
    """Make the view of a table from its parsed sheets.

    `queried` are sheets that a query made one of `sheets` from: rows their reader refused
    belong to this table's account.
    """
    apart, days = set_apart(connection, table, sheets, queried)
    selects = [_select(table, parsed, apart) for parsed in sheets]
    late = _rows_after(connection, table, selects, until)
    cut = f" where {ident(table.dated_by or '')} <= date '{until}'" if late else ""
    view = " union all ".join(selects)
    view = f"select * from ({view}){cut}" if cut else view
    connection.execute(f"create view {ident(table.name)} as {view}")
    sources = tuple(parsed.sheet for parsed in sheets)
    refused = tuple(s for s in (*sources, *queried) if s.refused)
    account = _account(connection, table, sheets, apart, days)
    by_reader = _by_reader(connection, refused)
    account = replace(
        account,
        rows_after_until=late,
        corrected_twice=apart.rows(TWICE),
        rows_quarantined=account.rows_quarantined + sum(r.rows for r in by_reader),
        rows_read=account.rows_read + _only_queried(connection, queried),
        refusals=_merged(account.refusals, by_reader),
    )
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


def _account(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    sheets: tuple[Parsed, ...],
    apart: Apart,
    days: Days,
) -> TableRead:
    masks = {parsed.number: _masks_left(connection, parsed, apart) for parsed in sheets}
    sound = sum(
        rows
        for parsed in sheets
        for mask, rows in masks[parsed.number].items()
        if mask & parsed.refusing == 0
    )
    left = sum(sum(rows.values()) for rows in masks.values())
    refused_later = apart.rows(*REFUSED_LATER)
    kept_days = _kept_days(days)
    return TableRead(
        name=table.name,
        sheets=tuple(_sheet_read(parsed) for parsed in sheets),
        rows_read=sum(parsed.sheet.rows_read for parsed in sheets),
        rows_kept=sound - refused_later,
        rows_quarantined=left - sound + refused_later,
        counted_once=apart.rows(*COUNTED),
        refusals=(*_refusals(sheets, masks, refuses=True), *_refused_later(table, apart)),
        blanked=_refusals(sheets, masks, refuses=False),
        first_date=kept_days[0] if kept_days else None,
        last_date=kept_days[-1] if kept_days else None,
        count_repeats=lambda: _duplicates(connection.cursor(), sheets),
    )


def _masks_left(
    connection: duckdb.DuckDBPyConnection, parsed: Parsed, apart: Apart
) -> Mapping[int, int]:
    """Count rows by mask without those that another file stands for."""
    if not apart.holds(parsed.number):
        return parsed.masks
    rows = connection.execute(
        f"select _mask, count(*) from {parsed.relation} p"
        f" where not exists ({apart.same_row(parsed.number, *COUNTED)})"
        " group by _mask order by _mask"
    )
    return dict(rows.fetchall())


def _duplicates(
    connection: duckdb.DuckDBPyConnection, sheets: tuple[Parsed, ...]
) -> tuple[int, bool]:
    """Return the rows that repeat one of their sheet, and whether some are estimated."""
    found = [
        count_duplicates(connection, parsed.sheet) if parsed.repeats is None else parsed.repeats
        for parsed in sheets
        if parsed.sheet.source is None
    ]
    return sum(found), any(parsed.repeats is not None for parsed in sheets)


def _kept_days(days: Days) -> list[dt.date]:
    rows = days.rows
    first, last = sane_window(rows)
    return [day for day in rows if first <= day <= last]


def _sheet_read(parsed: Parsed) -> SheetRead:
    sheet, match = parsed.sheet, parsed.match
    used = {n: name for name, places in match.columns.items() for n in places}
    return SheetRead(
        file=sheet.file,
        sheet=sheet.sheet,
        rows_read=sheet.rows_read,
        mapping={sheet.headers[n]: used[n] for n in sorted(used)},
        unknown_headers=tuple(
            header
            for n, header in enumerate(sheet.headers)
            if n not in used and header and header not in OWN_HEADERS
        ),
    )


def _refusals(
    sheets: tuple[Parsed, ...], masks: Mapping[int, Mapping[int, int]], *, refuses: bool
) -> tuple[Refusal, ...]:
    """Count the rows by fault over all sheets, in the order of the columns."""
    counts: Counter[tuple[str, str | None]] = Counter()
    for parsed in sheets:
        for mask, rows in masks[parsed.number].items():
            if refuses:
                for bit, key in NO_LINE_BITS.items():
                    counts[key, None] += rows if mask & bit else 0
            for n, check in enumerate(parsed.checks):
                if mask & bit_of(n) and check.refuses == refuses:
                    counts[check.reason, check.column.name] += rows
    return tuple(
        Refusal(key, column, rows, about(key, column))
        for (key, column), rows in counts.items()
        if rows
    )


def _refused_later(table: Table, apart: Apart) -> tuple[Refusal, ...]:
    key = table.required_columns[0].name
    found = [
        (DATE_OUT, table.dated_by, apart.rows(DATE_OUT)),
        (CONTRADICTS, key, apart.rows(CONTRADICTS)),
        (OTHERWISE, None, apart.rows(OTHERWISE)),
    ]
    return tuple(
        Refusal(why, column, rows, about(why, column)) for why, column, rows in found if rows
    )


def _by_reader(
    connection: duckdb.DuckDBPyConnection, sheets: tuple[Sheet, ...]
) -> tuple[Refusal, ...]:
    counts: Counter[str] = Counter()
    for sheet in sheets:
        rows = connection.execute(
            f"select reason_key, count(*) from ({reasoned(sheet)}) group by all order by all"
        )
        counts.update(dict(rows.fetchall()))
    return tuple(Refusal(key, None, rows, about(key, None)) for key, rows in counts.items())


def _merged(refusals: tuple[Refusal, ...], others: tuple[Refusal, ...]) -> tuple[Refusal, ...]:
    """Return all reasons, one that both have once with the rows of both."""
    rows: Counter[tuple[str, str | None]] = Counter()
    for one in (*refusals, *others):
        rows[one.key, one.column] += one.rows
    return tuple(Refusal(key, column, n, about(key, column)) for (key, column), n in rows.items())


def _only_queried(connection: duckdb.DuckDBPyConnection, sheets: tuple[Sheet, ...]) -> int:
    return sum(refusal.rows for refusal in _by_reader(connection, sheets_with_refused(sheets)))


def sheets_with_refused(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Return the sheets of which the reader refused rows."""
    return tuple(sheet for sheet in sheets if sheet.refused)
