"""Rows set apart after they were read: known only once all sheets of a table stand together.

A row that a correcting file supersedes, one that came back from quarantine as it was, a line
that another file has too, a date far from all others, a master line that contradicts an
earlier one, a takeover that cannot be meant, a second correction. Each is written down with its
reason; none is changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb

from steelyard.intake.apart import CONTRADICTS, DATE_OUT, ONCE, Apart, is_master
from steelyard.intake.correcting import Decided
from steelyard.intake.corrections import Corrections
from steelyard.intake.days import Days, count_days, sane_window
from steelyard.intake.overlap import counted_once
from steelyard.intake.parse import Parsed
from steelyard.intake.quoting import ident, literal
from steelyard.intake.result import Superseding
from steelyard.intake.sheet import Sheet
from steelyard.intake.successions import SUCCESSORS, not_meant
from steelyard.intake.superseded import supersede
from steelyard.tables import Table


@dataclass(frozen=True)
class SetApart:
    """The rows that were set apart, the days of the others, and what correcting files did."""

    apart: Apart
    days: Days
    superseding: tuple[Superseding, ...]
    mended: int
    """Refused rows for which a correction that was fed back is in use."""


def set_apart(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    sheets: Sequence[Parsed],
    queried: Sequence[Sheet],
    corrects: Decided,
) -> SetApart:
    """Find the rows of a table that must be set apart.

    What a correcting file supersedes, and what comes back as it was, says nothing new, so it
    is out before days are counted. `queried` are the sheets that a query made one of `sheets`
    from; `corrects` says which file corrects which.
    """
    apart = Apart(connection, table)
    superseding = supersede(connection, table, sheets, corrects, apart)
    corrections = Corrections(connection, table, sheets, queried)
    for query in corrections.alike():
        apart.add(query)
    days = count_days(connection, table, sheets, apart)
    for query in counted_once(connection, table, sheets, days, apart, corrections):
        apart.add(query)
    if table.dated_by is not None:
        _dates_out(apart, table.dated_by, sheets, days.rows)
    if is_master(table):
        apart.add(_contradictions(table, sheets))
    if table.name == SUCCESSORS:
        for query in not_meant(connection, sheets, apart):
            apart.add(query)
    for query in corrections.settled_elsewhere(apart):
        apart.add(query)
    return SetApart(apart, days, superseding, corrections.mend(apart))


def _dates_out(
    apart: Apart, dated: str, sheets: Sequence[Parsed], rows: Mapping[dt.date, int]
) -> None:
    first, last = sane_window(rows)
    if all(first <= day <= last for day in rows):
        return
    day = ident(dated)
    for parsed in sheets:
        apart.add(
            f"select {parsed.number} as number, _file, _row, {literal(DATE_OUT)} as why"
            f" from {parsed.relation} where _mask & {parsed.refusing} = 0"
            f" and not {day} between date '{first}' and date '{last}'"
        )


def _contradictions(table: Table, sheets: Sequence[Parsed]) -> str:
    key = ident(table.required_columns[0].name)
    columns = ", ".join(ident(column.name) for column in table.columns)
    lines = " union all ".join(
        f"select {p.number} as number, _file, _row, {key} as key, hash({columns}) as content"
        f" from {p.relation} where _mask & {p.refusing} = 0"
        for p in sheets
    )
    order = "partition by key order by number, _file, _row"
    return (
        "select number, _file, _row, case when content = first_content then"
        f" {literal(ONCE)} else {literal(CONTRADICTS)} end as why from (select *,"
        f" first_value(content) over ({order}) as first_content,"
        f" row_number() over ({order}) as place from ({lines})) where place > 1"
    )
