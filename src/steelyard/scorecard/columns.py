"""Columns of one Parquet file as arrays, and what is said where they cannot be had.

It knows files and types, and not what the columns mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from steelyard.intake.unusable import InputUnusable
from steelyard.words import Message

Months = NDArray[np.datetime64]
Texts = NDArray[np.str_]


def unusable(key: str, **figures: object) -> InputUnusable:
    """Return the error with that sentence of the catalogue `scorecard`."""
    return InputUnusable(Message(f"scorecard.{key}", figures))


@dataclass(frozen=True)
class Columns:
    """A table that was read, and where it stood."""

    path: Path
    table: pa.Table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def has(self, name: str) -> bool:
        """Return whether the file has that column."""
        return name in self.table.column_names

    def ids(self, name: str) -> Texts:
        """Return ids; InputUnusable where they are no text or some are empty."""
        column = self.table[name]
        if not _is_text(column.type):
            raise unusable("ids_no_text", path=self.path, column=name, type=column.type)
        if column.null_count:
            raise unusable("ids_empty", path=self.path, column=name, rows=column.null_count)
        return self.texts(name)

    def texts(self, name: str) -> Texts:
        """Return text; "" where it is null or the file has no such column."""
        if not self.has(name) or pa.types.is_null(self.table[name].type):
            return np.full(len(self), "", dtype=np.str_)
        written = pc.fill_null(self.table[name].cast(pa.string()), "")
        return np.array(written.to_pylist(), dtype=np.str_)

    def numbers(self, name: str) -> NDArray[np.float64]:
        """Return numbers (true is 1); NaN where null or the file has no such column."""
        if not self.has(name):
            return np.full(len(self), np.nan)
        try:
            # Through int8, because a flag is no number to Arrow.
            flag = pa.types.is_boolean(self.table[name].type)
            column = self.table[name].cast(pa.int8()) if flag else self.table[name]
            return np.asarray(column.cast(pa.float64()).to_numpy(), dtype=np.float64)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            kind = self.table[name].type
            raise unusable("no_numbers", path=self.path, column=name, type=kind) from None

    def months(self, name: str) -> Months:
        """Return months (datetime64[M]); NaT where null or the file has no such column."""
        if not self.has(name):
            return np.full(len(self), np.datetime64("NaT", "M"))
        kind = self.table[name].type
        wrong = unusable("no_months", path=self.path, column=name, type=kind)
        # To Arrow 202401 is a moment of 1970.
        if not (pa.types.is_temporal(kind) or _is_text(kind) or pa.types.is_null(kind)):
            raise wrong
        try:
            days = self.table[name].cast(pa.timestamp("us")).to_numpy()
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            raise wrong from None
        return np.asarray(days, dtype="datetime64[M]")


def read_columns(path: Path, needed: Sequence[str], wanted: Sequence[str] = ()) -> Columns:
    """Return those columns of the file; InputUnusable where a needed one is missing."""
    try:
        found = pq.read_schema(path).names
        chosen = [name for name in (*needed, *wanted) if name in found]
        table = pq.read_table(path, columns=chosen)
    except (pa.ArrowInvalid, OSError) as error:
        reason = str(error).splitlines()[0]
        raise unusable("no_parquet", path=path, reason=reason) from None
    if missing := [name for name in needed if name not in found]:
        names = {"missing": ", ".join(missing), "found": ", ".join(found)}
        raise unusable("no_column", path=path, **names)
    return Columns(path, table)


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
