"""Rows of a text file with quoted line breaks or broken quotes, loaded line by line.

Slower than `fast_rows`, and it loses less: see `split`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pyarrow as pa

from steelyard.intake.readers.refused import Refused
from steelyard.intake.readers.text.dialect import Dialect
from steelyard.intake.readers.text.fast_rows import fitted, rows_table
from steelyard.intake.readers.text.split import split_rows

_ROWS_AT_ONCE = 50_000


def careful_batches(
    stream: io.BufferedReader, dialect: Dialect, refused: Refused
) -> Iterator[pa.Table]:
    """Yield tables of `_row, c0, c1, ...` of text; blank cells are null, blank rows left out."""
    lines = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    kept: list[tuple[int, list[str]]] = []
    for number, (raw, cells) in enumerate(split_rows(lines, dialect.delimiter), 1):
        if number <= dialect.header_row:
            continue
        fit = fitted(cells, dialect.width)
        if isinstance(fit, list):
            kept += [(number, fit)] if any(fit) else []
        elif raw.strip():
            refused.add(number, raw, fit)
        if len(kept) >= _ROWS_AT_ONCE:
            yield rows_table(kept, dialect.width)
            kept = []
    yield rows_table(kept, dialect.width)
