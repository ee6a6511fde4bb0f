"""The account of a table: what became of each row, sheet by sheet, and for what reason."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

import duckdb

from steelyard.intake.apart import (
    CONTRADICTS,
    COUNTED,
    DATE_OUT,
    OTHERWISE,
    REFUSED_LATER,
    STOOD_FOR,
    SUCCESSIONS,
    SUPERSEDED,
    Apart,
)
from steelyard.intake.days import Days, sane_window
from steelyard.intake.duplicates import count_duplicates
from steelyard.intake.mapping import OWN_HEADERS
from steelyard.intake.note_rows import reasoned
from steelyard.intake.parse import NO_LINE_BITS, Parsed, bit_of
from steelyard.intake.reasons import about
from steelyard.intake.result import Refusal, SheetRead, TableRead
from steelyard.intake.sheet import Sheet
from steelyard.tables import Table


def account_of(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    sheets: tuple[Parsed, ...],
    queried: tuple[Sheet, ...],
    apart: Apart,
    days: Days,
) -> TableRead:
    """Return the account; of `queried` sheets only the rows that their reader refused."""
    masks = {parsed.number: _masks_left(connection, parsed, apart) for parsed in sheets}
    by_reader = {
        sheet.relation: _by_reader(connection, sheet)
        for sheet in (*(parsed.sheet for parsed in sheets), *queried)
        if sheet.refused
    }
    unsplit = {relation: counts.total() for relation, counts in by_reader.items()}
    read = [
        _sheet_read(p, masks[p.number], apart, unsplit.get(p.sheet.relation, 0)) for p in sheets
    ]
    read += [_only_refused(s, unsplit[s.relation]) for s in queried if s.relation in unsplit]
    kept_days = _kept_days(days)
    refusals = (*_refusals(sheets, masks, refuses=True), *_refused_later(table, apart))
    return TableRead(
        name=table.name,
        sheets=tuple(read),
        refusals=_merged(refusals, sum(by_reader.values(), Counter[str]())),
        blanked=_refusals(sheets, masks, refuses=False),
        first_date=kept_days[0] if kept_days else None,
        last_date=kept_days[-1] if kept_days else None,
        count_repeats=lambda: _duplicates(connection.cursor(), sheets),
    )


def _masks_left(
    connection: duckdb.DuckDBPyConnection, parsed: Parsed, apart: Apart
) -> Mapping[int, int]:
    """Count rows by mask without those that another file stands for."""
    if not apart.rows(*STOOD_FOR, number=parsed.number):
        return parsed.masks
    rows = connection.execute(
        f"select _mask, count(*) from {parsed.relation} p"
        f" where true{apart.others(parsed.number, *STOOD_FOR)} group by _mask order by _mask"
    )
    return dict(rows.fetchall())


def _sheet_read(parsed: Parsed, masks: Mapping[int, int], apart: Apart, unsplit: int) -> SheetRead:
    """Return the account of one sheet; `unsplit` rows could not even be split into cells."""
    sheet, number = parsed.sheet, parsed.number
    used = {n: name for name, places in parsed.match.columns.items() for n in places}
    sound = sum(rows for mask, rows in masks.items() if mask & parsed.refusing == 0)
    kept = sound - apart.rows(*REFUSED_LATER, number=number)
    return SheetRead(
        file=sheet.file,
        sheet=sheet.sheet,
        rows_read=sheet.rows_read,
        rows_kept=kept,
        rows_quarantined=sum(masks.values()) - kept + unsplit,
        counted_once=apart.rows(*COUNTED, number=number),
        superseded=apart.rows(SUPERSEDED, number=number),
        mapping={sheet.headers[n]: used[n] for n in sorted(used)},
        unknown_headers=tuple(
            header
            for n, header in enumerate(sheet.headers)
            if n not in used and header and header not in OWN_HEADERS
        ),
    )


def _only_refused(sheet: Sheet, rows: int) -> SheetRead:
    """Return the account of a sheet that a query read: what became of no row of the query."""
    return SheetRead(sheet.file, sheet.sheet, rows, 0, rows, 0, 0, {}, ())


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
        *((why, None, apart.rows(why)) for why in (*SUCCESSIONS, OTHERWISE)),
    ]
    return tuple(
        Refusal(why, column, rows, about(why, column)) for why, column, rows in found if rows
    )


def _by_reader(connection: duckdb.DuckDBPyConnection, sheet: Sheet) -> Counter[str]:
    """Count the rows that the reader could not split into cells, by reason."""
    rows = connection.execute(
        f"select reason_key, count(*) from ({reasoned(sheet)}) group by all order by all"
    )
    return Counter(dict(rows.fetchall()))


def _merged(refusals: tuple[Refusal, ...], by_reader: Counter[str]) -> tuple[Refusal, ...]:
    """Return all reasons, one that both have once with the rows of both."""
    rows: Counter[tuple[str, str | None]] = Counter()
    for one in refusals:
        rows[one.key, one.column] += one.rows
    for key, count in by_reader.items():
        rows[key, None] += count
    return tuple(Refusal(key, column, n, about(key, column)) for (key, column), n in rows.items())
