"""What intake hands on: typed tables on a connection, and an account of every row.

It holds results and computes none of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

import duckdb
import pyarrow as pa

from steelyard.settings import Settings
from steelyard.words import Message

NO_LINES = ("total_row", "blank_row", "note_row", "header_row")
"""Reasons of rows that are no lines, so that there is nothing to mend."""


@dataclass(frozen=True)
class SheetRead:
    """One sheet as part of a table: which header was used for which column."""

    file: str
    sheet: str | None
    rows_read: int
    rows_kept: int
    rows_quarantined: int
    counted_once: int
    superseded: int
    mapping: Mapping[str, str]
    """Header in the file -> column of the contract."""
    unknown_headers: tuple[str, ...]

    @property
    def place(self) -> str:
        """The file and sheet as a message names them."""
        return self.file if self.sheet is None else f"{self.file}, {self.sheet}"


@dataclass(frozen=True)
class Refusal:
    """One reason, and how many rows (or, for a value left blank, cells) it struck.

    A row may have several reasons, so their rows add up to the quarantined rows or more.
    """

    key: str
    column: str | None
    rows: int
    message: Message


@dataclass(frozen=True)
class Differing:
    """Two files that have documents with different lines, all of which count."""

    first: str
    second: str
    documents: int
    first_lines: int
    """Lines of these documents that only the first file has."""
    second_lines: int
    first_amount: Decimal | None
    """What those lines come to; None in a table without an amount."""
    second_amount: Decimal | None
    example: str
    """The number of the document that differs most."""

    def with_more(self, other: Differing) -> Differing:
        """Return this with the documents of another finding on the same two files."""
        amounts = self.first_amount, self.second_amount, other.first_amount, other.second_amount
        a, b, c, d = (amount or Decimal(0) for amount in amounts)
        known = self.first_amount is not None
        return replace(
            self,
            documents=self.documents + other.documents,
            first_lines=self.first_lines + other.first_lines,
            second_lines=self.second_lines + other.second_lines,
            first_amount=a + c if known else None,
            second_amount=b + d if known else None,
        )


@dataclass(frozen=True)
class Superseding:
    """One file that corrects another, as somebody decided, and what became of it."""

    by: str
    of: str
    documents: int | None
    """Documents of both; None where the rows of the table name no document."""
    rows: int
    """Rows of the corrected file that were set apart."""
    only_there: int
    """Documents that only the corrected file has on the days of the other; they count."""
    lines_left: int = 0
    """Lines of documents of both that count all the same: of other days, or another dealer."""


@dataclass(frozen=True)
class TableRead:
    """The account of one table, the sum of its sheets.

    In each: rows_kept + rows_quarantined + counted_once + superseded = rows_read.
    """

    name: str
    sheets: tuple[SheetRead, ...]
    corrected_twice: int = 0
    """Of those counted once: corrections of a quarantined row that another file has alike."""
    rows_mended: int = 0
    """Of those quarantined: rows for which a correction that was fed back is in use."""
    differing: tuple[Differing, ...] = ()
    superseding: tuple[Superseding, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    blanked: tuple[Refusal, ...] = ()
    """Optional values that could not be read; their rows were kept without them."""
    first_date: dt.date | None = None
    last_date: dt.date | None = None
    rows_after_until: int = 0
    count_repeats: Callable[[], tuple[int, bool]] = field(default=lambda: (0, False), repr=False)

    @property
    def rows_read(self) -> int:
        """All data rows of the sheets."""
        return sum(sheet.rows_read for sheet in self.sheets)

    @property
    def rows_kept(self) -> int:
        """Rows in use, those after `until` among them."""
        return sum(sheet.rows_kept for sheet in self.sheets)

    @property
    def rows_quarantined(self) -> int:
        """Rows that cannot be used, and rows that are no lines."""
        return sum(sheet.rows_quarantined for sheet in self.sheets)

    @property
    def counted_once(self) -> int:
        """Rows left out because another file has the same line."""
        return sum(sheet.counted_once for sheet in self.sheets)

    @property
    def superseded(self) -> int:
        """Rows left out because a correcting file has their document."""
        return sum(sheet.superseded for sheet in self.sheets)

    @cached_property
    def repeats(self) -> tuple[int, bool]:
        """Rows kept although an equal row stands in the same file; whether that is estimated.

        Counted when first asked for, on a cursor of its own: nothing else waits for it.
        """
        return self.count_repeats()

    @property
    def duplicates(self) -> int:
        """Rows kept although an equal row stands in the same file."""
        return self.repeats[0]

    @property
    def duplicates_estimated(self) -> bool:
        """Whether the number of duplicates is an estimate."""
        return self.repeats[1]

    @property
    def rows_to_mend(self) -> int:
        """Quarantined rows that are lines: without totals, notes and empty rows.

        Such a row has that one reason and no other.
        """
        return self.rows_quarantined - sum(r.rows for r in self.refusals if r.key in NO_LINES)

    @property
    def files(self) -> tuple[str, ...]:
        """The files the rows came from, in order."""
        return tuple(dict.fromkeys(sheet.file for sheet in self.sheets))

    @property
    def mapping(self) -> Mapping[str, str]:
        """Header -> column over all sheets."""
        return {header: c for sheet in self.sheets for header, c in sheet.mapping.items()}

    @property
    def unknown_headers(self) -> tuple[str, ...]:
        """Headers that no column of the contract answers to, over all sheets."""
        return tuple(dict.fromkeys(h for sheet in self.sheets for h in sheet.unknown_headers))


@dataclass(frozen=True)
class Intake:
    """The tables that were brought.

    `connection` has one view a table, named like the table, with every column of the
    contract in its type (a column that was not brought is NULL), `_file` and `_row`. It can
    read and write files only below the input and the work folder.
    """

    connection: duckdb.DuckDBPyConnection
    tables: Mapping[str, TableRead]
    settings: Settings
    notes: tuple[Message, ...] = ()
    unused: tuple[Message, ...] = ()
    """Files and sheets that are no table of the contract, each with the reason."""
    dealers_known: bool = False
    """Whether there is a `dealers` view: from a master, or from what sell-in lines say."""
    refused_rows: Callable[[str], pa.Table] = field(default=lambda _: pa.table({}), repr=False)
    first_refused: Callable[[str], tuple[Message, ...]] = field(default=lambda _: (), repr=False)
    """A sentence each on the first refused rows of a table."""

    def quarantine(self, table: str) -> pa.Table:
        """Return the refused rows of a table as they came, as text, ready to be fed back.

        Columns: the headers of the file, then file, sheet, row, reasons_zh, reasons_en.
        No rows where nothing was refused.
        """
        return self.refused_rows(table)
