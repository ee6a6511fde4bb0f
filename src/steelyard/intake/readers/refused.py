"""Rows that a reader could not split into cells, kept as they came.

They are part of the rows read, so that kept and quarantined rows add up to the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

from steelyard.intake.readers.reader import Source, one_number

TOO_FEW = "readers.too_few_cells"
TOO_MANY = "readers.too_many_cells"
UNCLOSED = "readers.unclosed_quote"
UNDECODABLE = "readers.undecodable"
_AT_ONCE = 50_000


@dataclass
class Refused:
    """A table of refused rows, made when the first one comes."""

    source: Source
    table: str | None = None
    count: int = 0
    _rows: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, row: int, raw: str, reason: str) -> None:
        """Keep one row: its number, its text as it came, and the key of the reason."""
        self.count += 1
        self._rows.append((row, raw, reason))
        if len(self._rows) >= _AT_ONCE:
            self.write()

    def write(self) -> None:
        """Move what was gathered into the table."""
        if not self._rows:
            return
        rows, raws, reasons = zip(*self._rows, strict=True)
        batch = pa.table({"_row": rows, "raw": raws, "reason_key": reasons})
        insert(self.source, self._made(), batch)
        self._rows.clear()

    def take(self, query: str) -> None:
        """Keep the rows of a query that gives `_row, raw, reason_key`."""
        self.count += one_number(self.source.connection, f"INSERT INTO {self._made()} {query}")

    def _made(self) -> str:
        if self.table is None:
            self.table = self.source.free_name("refused")
            self.source.connection.execute(
                f"CREATE TABLE {self.table} (_row BIGINT, raw VARCHAR, reason_key VARCHAR)"
            )
        return self.table


def insert(source: Source, table: str, batch: pa.Table) -> None:
    """Append an Arrow table of the same columns to a DuckDB table."""
    source.connection.register("arriving_rows", batch)
    source.connection.execute(f"INSERT INTO {table} SELECT * FROM arriving_rows")
    source.connection.unregister("arriving_rows")
