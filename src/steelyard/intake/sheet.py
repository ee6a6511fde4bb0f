"""A sheet as it was read: headers and rows, before anybody knows which table it is.

Readers make sheets; recognition and coercion use them. The rows lie in the workspace's
DuckDB connection, never in Python lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from steelyard.words import Message

ORIGIN = ("_of_file", "_of_sheet", "_of_row")
"""The place that a row which comes back was refused at; a sheet without a name is ''."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of one file (a CSV or Parquet file is one sheet).

    `relation` names a DuckDB table or view with one column a header, called `c0`, `c1`, ...
    in the order of `headers`, and `_row BIGINT`, the row's number in its file as a person
    counts it (the first line is 1). `types` are the DuckDB types of those columns: all
    VARCHAR from text, native ones from Parquet; Excel cells come as text in one form
    (ISO dates, plain numbers). `refused` names a table (`_row BIGINT, raw VARCHAR,
    reason_key VARCHAR`) of rows the reader itself could not split into cells, or None.
    `rows_read` counts all data rows: those of `relation` plus those of `refused`.
    `file_column` is None, or the column of `relation` that names each row's file where the
    sheet is many parts of one folder: then `_row` counts in that file, and `file` is the
    folder. `parquet` is None, or the file that `relation` is nothing but a view over.
    `source` is None, or the sheet that these rows were refused in: they came back in a
    quarantine file, have that sheet's headers, and `relation` has their ORIGIN too;
    `absent` are the columns that somebody deleted in between.
    """

    file: str
    sheet: str | None
    headers: tuple[str, ...]
    header_row: int
    relation: str
    types: tuple[str, ...]
    rows_read: int
    refused: str | None = None
    notes: tuple[Message, ...] = ()
    file_column: str | None = None
    parquet: Path | None = None
    source: Sheet | None = None
    absent: frozenset[int] = frozenset()

    @property
    def place(self) -> str:
        """The file and sheet as an error message names them."""
        return self.file if self.sheet is None else f"{self.file}, {self.sheet}"
