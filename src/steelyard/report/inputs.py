"""What the report is written from besides the findings: the result tables and the data report.

It is a plain box. The tables are those of the contract, as they are written to the results
folder, so that every number on the page can be found there again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypedDict

import pyarrow as pa


class FileReport(TypedDict, total=False):
    """One file or sheet that was read."""

    file: str
    sheet: str
    rows_read: int
    rows_kept: int
    rows_quarantined: int
    rows_counted_once: int
    rows_superseded: int
    mapping: Mapping[str, str]
    """Header as it stood in the file -> column of the contract."""
    unknown_columns: list[str]


class RefusedRows(TypedDict, total=False):
    """Rows refused for one reason."""

    zh: str
    en: str
    rows: int


class TotalsReport(TypedDict, total=False):
    """What the sell-in lines in use add up to."""

    first_date: str
    last_date: str
    dealers: int
    orders: int
    quantity: float
    amount: float
    """Net of returns."""
    returns_amount: float


class TableReport(TypedDict, total=False):
    """One table, the sum of its files.

    rows_read = rows_kept + rows_quarantined + rows_counted_once + rows_superseded.
    """

    files: list[FileReport]
    rows_read: int
    rows_kept: int
    rows_quarantined: int
    rows_to_mend: int
    """Of the rows quarantined, those that are lines: no totals, notes or empty rows."""
    rows_counted_once: int
    """Rows that stand in another file as well and are used from there."""
    rows_superseded: int
    """Rows of a document that a correcting file has."""
    rows_after_as_of: int
    """Of the rows kept, those dated after the report's month, which nothing uses."""
    duplicate_rows_kept: int
    """Of the rows kept, those equal to another row of the same file."""
    duplicate_rows_estimated: bool
    first_date: str | None
    last_date: str | None
    """The first and the last day of the rows kept."""
    totals: TotalsReport
    reasons: list[RefusedRows]
    resent: list[Note]
    """What is to say of documents that two files have; these stand among the notes too."""
    values_left_blank: list[RefusedRows]
    """Rows kept with one value left out, and why."""


class Unjudged(TypedDict, total=False):
    """A question that stayed open, and the tables any one of which would let it be judged."""

    zh: str
    en: str
    needs: list[str]
    dealers_now: int
    """Dealers left unjudged for this reason in the last month."""


class Note(TypedDict, total=False):
    """A sentence in both languages."""

    zh: str
    en: str


class Assumption(Note, total=False):
    """What no table told and was assumed."""

    now: bool
    """Whether it still holds in the last month."""


class DataReport(TypedDict, total=False):
    """The part of `data_report.json` that the report shows; every key may be missing."""

    tables: Mapping[str, TableReport]
    notes: list[Note]
    unused: list[Note]
    """Files that were not used, and why."""
    would_sharpen: list[Note]
    """Tables that were not brought, and what each would tell."""
    unjudged: list[Unjudged]
    assumed: list[Assumption]


@dataclass(frozen=True)
class ReportInputs:
    """The result tables, the data report, and what stands at the head of the page."""

    monthly: pa.Table
    tiers: pa.Table
    signals: pa.Table
    verdicts: pa.Table
    data_report: DataReport
    as_of: dt.date
    """First day of the month that the report is about."""
    title: str = ""
    """Name of the company or folder; the page goes without one where it is empty."""
    currency: str = ""
    region_names: Mapping[str, str] = field(default_factory=dict)
    """Names of the region ids, where the table `regions` was brought."""
    salespeople: pa.Table | None = None
    """None, or no rows, where nobody is named: the page then has no part on them."""
    results_files: tuple[str, ...] = ("workbook.xlsx", "monthly.parquet")
    """Files beside the report that hold all that the page cuts short."""
