"""Lines that a correcting file stands for: those of the documents that both files have.

A document is known by its number. Where one file has a number for two dealers, it is two
documents, told apart by the dealer. A document of several days may be part shipments, so
there only lines on the days of the correcting file, its first to its last, are superseded.
A refused line goes with its document; documents that only one file has stay. A day far from
all others is mistyped, so it bounds no days of a file and is as one that cannot be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import duckdb

from steelyard.intake.apart import SUPERSEDED, Apart
from steelyard.intake.asking import row_of
from steelyard.intake.correcting import Decided, FileRows, correcting
from steelyard.intake.days import count_days, sane_window
from steelyard.intake.documents import dealer_of, document_of
from steelyard.intake.parse import NO_LINE_BITS, Parsed
from steelyard.intake.quoting import ident, literal
from steelyard.intake.result import Superseding
from steelyard.tables import Table

NEAR = 7
"""Days from the period of a correcting file within which an order may change day and dealer."""


def supersede(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    sheets: Sequence[Parsed],
    decided: Decided,
    apart: Apart,
) -> tuple[Superseding, ...]:
    """Set the lines apart, and return for each pair of files what became of them."""
    done, settled = [], []
    pairs = correcting(connection, sheets, decided)
    sane = sane_window(count_days(connection, table, sheets, apart).rows) if pairs else None
    for by, of in pairs:
        if document_of(table) is None or table.dated_by is None or sane is None:
            done.append(Superseding(by.place, of.place, None, 0, 0))
            continue
        before, weighed = apart.rows(SUPERSEDED), _documents(table, by, of, sane)
        (documents,) = row_of(
            connection, f"{weighed} select count(distinct id) filter (superseded) from lines"
        )
        apart.add(
            f"{weighed} select {of.parsed.number} as number, _file, _row,"
            f" {literal(SUPERSEDED)} as why from lines where superseded"
        )
        # Rows that came back go with their file, which is told of.
        if not by.parsed.sheet.source and not of.parsed.sheet.source:
            settled.append((weighed, by, of, documents, apart.rows(SUPERSEDED) - before))
    for weighed, by, of, documents, rows in settled:
        # Once all is settled: a line may be refused, or superseded by a third file.
        only_there, left = row_of(
            connection,
            f"{weighed} select count(distinct id) filter (only_there), count_if(of_both)"
            f" from lines p where sound{apart.others(of.parsed.number)}",
        )
        done.append(Superseding(by.place, of.place, documents, rows, only_there, left))
    return tuple(done)


def _documents(table: Table, by: FileRows, of: FileRows, sane: tuple[dt.date, dt.date]) -> str:
    """Return SQL that gives `lines` of the corrected file, each with what becomes of it."""
    return (
        # A refused line stands for nothing: the old one counts until it is mended.
        f"with later as ({_by_number(f'{_lines(table, by, sane)} and {_sound(by)}')}),"
        f" earlier as ({_by_number(_lines(table, of, sane))}),"
        " span as (select min(first_day) as first_day, max(last_day) as last_day from later),"
        " lines as (select o._file, o._row, o.id, o.sound, l.id is not null"
        # A line whose dealer or day cannot be read goes by the number alone.
        " and (o.dealer is null or list_contains(l.dealers, o.dealer)"
        " or len(l.dealers) <= 1 and len(e.dealers) <= 1)"
        " and (o.day is null or o.day between span.first_day and span.last_day"
        # Numbers may begin anew each month: far away only the same dealer's is the same.
        " or l.first_day = l.last_day and e.first_day = e.last_day"
        " and (list_contains(l.dealers, o.dealer) or o.day between"
        f" span.first_day - {NEAR} and span.last_day + {NEAR})) as superseded,"
        " l.id is not null as of_both,"
        " l.id is null and o.day between span.first_day and span.last_day as only_there"
        f" from ({_lines(table, of, sane)}) o join earlier e using (id)"
        " left join later l using (id) cross join span)"
    )


def _by_number(lines: str) -> str:
    return (
        "select id, coalesce(list(distinct dealer) filter (dealer is not null), []) as dealers,"
        f" min(day) as first_day, max(day) as last_day from ({lines}) group by id"
    )


def _lines(table: Table, file: FileRows, sane: tuple[dt.date, dt.date]) -> str:
    number, dealer = ident(document_of(table) or ""), dealer_of(table)
    day, (first, last) = ident(table.dated_by or ""), sane
    return (
        f"select p._file, p._row, {number} as id, {_sound(file)} as sound,"
        f" case when {day} between date '{first}' and date '{last}' then {day} end as day,"
        f" {ident(dealer) if dealer else 'null::varchar'} as dealer from {file.rows}"
        f" and {number} is not null and p._mask & {sum(NO_LINE_BITS)} = 0"
    )


def _sound(file: FileRows) -> str:
    return f"p._mask & {file.parsed.refusing} = 0"
