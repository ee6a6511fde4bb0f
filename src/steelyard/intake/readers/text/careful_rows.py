"""Rows of a text file with quoted line breaks or broken quotes, split line by line.

A quote that is never closed would swallow the rows behind it. Here only the row it stands
in is refused, and the rows behind it are read.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator

import pyarrow as pa

from steelyard.intake.readers.refused import UNCLOSED, Refused
from steelyard.intake.readers.text.dialect import Dialect
from steelyard.intake.readers.text.fast_rows import fitted, rows_table

_ROWS_AT_ONCE = 50_000
_LINES_IN_A_ROW = 50
"""More line breaks than this in one row are a quote that was never closed."""


def careful_batches(
    stream: io.BufferedReader, dialect: Dialect, refused: Refused
) -> Iterator[pa.Table]:
    """Yield tables of `_row, c0, c1, ...` of text; blank cells are null, blank rows left out."""
    lines = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    kept: list[tuple[int, list[str]]] = []
    for number, (raw, cells) in enumerate(split_rows(lines, dialect.delimiter), 1):
        if number <= dialect.header_row:
            continue
        fit = UNCLOSED if cells is None else fitted(cells, dialect.width)
        if isinstance(fit, str):
            if cells is None or any(cell.strip() for cell in cells):
                refused.add(number, raw, fit)
        elif any(fit):
            kept.append((number, fit))
        if len(kept) >= _ROWS_AT_ONCE:
            yield rows_table(kept, dialect.width)
            kept = []
    yield rows_table(kept, dialect.width)


def split_rows(lines: Iterable[str], delimiter: str) -> Iterator[tuple[str, list[str] | None]]:
    """Yield each row as it came and its cells, None where its quotes do not close."""
    waiting: deque[str] = deque()
    rest = iter(lines)
    while True:
        line = waiting.popleft() if waiting else next(rest, None)
        if line is None:
            return
        raw = line.rstrip("\r\n")
        if '"' not in raw:
            yield raw, raw.split(delimiter) if raw else []
            continue
        cells = _cells(raw, delimiter)
        if cells is None:
            raw, cells = _over_lines(line, delimiter, waiting, rest)
        yield raw, cells


def _cells(row: str, delimiter: str) -> list[str] | None:
    """Return the cells of one whole row; None where a quote is open or badly closed."""
    try:
        found = list(csv.reader(io.StringIO(row, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return found[0] if len(found) == 1 else None


def _over_lines(
    line: str, delimiter: str, waiting: deque[str], rest: Iterator[str]
) -> tuple[str, list[str] | None]:
    """Join lines until the quotes close; else give the joined lines back to `waiting`."""
    row = line
    for joined in range(_LINES_IN_A_ROW):
        if joined == len(waiting):
            following = next(rest, None)
            if following is None:
                break
            waiting.append(following)
        row += waiting[joined]
        cells = _cells(row.rstrip("\r\n"), delimiter) if '"' in waiting[joined] else None
        if cells is not None:
            for _ in range(joined + 1):
                waiting.popleft()
            return row.rstrip("\r\n"), cells
    return line.rstrip("\r\n"), _loose_cells(line.rstrip("\r\n"), delimiter)


def _loose_cells(raw: str, delimiter: str) -> list[str] | None:
    r"""Return the cells of `"a"b,c`, as spreadsheets read it; None where a quote is open."""
    rows = list(csv.reader([raw, "\n"], delimiter=delimiter))
    return rows[0] if len(rows) == 2 else None
