"""Quarantine files that were corrected and fed back: which rows two of them correct alike.

Such a row is one of those counted once. It is no overlap of exports: somebody corrected the
same row twice, and is told so.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from steelyard.intake.apart import ONCE, Apart
from steelyard.intake.asking import number_of
from steelyard.intake.mapping import is_fed_back
from steelyard.intake.parse import Parsed
from steelyard.intake.quoting import ident, literal
from steelyard.intake.sheet import Sheet

_ORIGIN = ("file", "sheet", "row")


def corrected_twice(
    connection: duckdb.DuckDBPyConnection, sheets: Sequence[Parsed], apart: Apart
) -> int:
    """Count the rows left out whose quarantined row is corrected in another file too."""
    fed_back = [parsed for parsed in sheets if is_fed_back(parsed.sheet.headers)]
    if len(fed_back) < 2 or not apart.rows(ONCE):
        return 0
    corrections = " union all ".join(_corrections(parsed) for parsed in fed_back)
    return number_of(
        connection,
        f"with corrections as ({corrections})"
        f" select count(*) from {apart.name} a semi join (select c.* from corrections c"
        " semi join corrections other on c.origin = other.origin"
        " and c.number <> other.number) twice"
        " on a.number = twice.number and a._file = twice._file and a._row = twice._row"
        f" where a.why = {literal(ONCE)}",
    )


def _corrections(parsed: Parsed) -> str:
    """Return SQL for the rows of a fed-back file, each with the place it came from."""
    sheet = parsed.sheet
    cells = ", ".join(_cell(sheet, header) for header in _ORIGIN)
    file = literal(sheet.file) if sheet.file_column is None else ident(sheet.file_column)
    return (
        f"select {parsed.number} as number, {file} as _file, _row,"
        f" concat_ws('\x1f', {cells}) as origin from {ident(sheet.relation)}"
    )


def _cell(sheet: Sheet, header: str) -> str:
    return f"coalesce(trim(cast(c{sheet.headers.index(header)} as varchar)), '')"
