"""Which of the first rows holds the headers, and what the headers are.

It looks at the cells of the first rows alone, as text, of a CSV file as of a worksheet:
titles and report metadata stand above the headers, and headers may have two levels. What
a header means is decided by the mapping, not here; the synonyms of the contract only vote
for the row.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from steelyard.intake.headers import header_keys
from steelyard.tables import TABLES

SAMPLE_ROWS = 60
"""Headers are looked for in so many rows; a file with more metadata above is not known."""

Row = Sequence[str]
_VALUE = re.compile(r"[\s¥$€£+(\-]*\d[\d,.\s/:年月日时分秒T%eE+\-)]*元?")


@dataclass(frozen=True)
class Headers:
    """The headers and where they stand; rows count from 0 within the sample.

    `names` has one entry a column, '' for a column without a header. `last_row` is the row
    after which the data begins: the lower one where headers have two levels.
    """

    names: tuple[str, ...]
    last_row: int


def find_headers(rows: Sequence[Row], spans: Sequence[tuple[int, int, int]] = ()) -> Headers | None:
    """Return the headers of the first rows, or None where all rows are blank.

    `spans` are cells merged sideways, `(row, first column, last column)`. A row in which
    contract headers are recognised wins; else the first row that is nearly as full as the
    rows below it and holds no numbers or dates.
    """
    if not any(any(row) for row in rows):
        return None
    row = _best_row(rows)
    for upper in (row - 1, row):
        if upper >= 0 and upper + 1 < len(rows):
            joined = _two_levels(rows[upper], rows[upper + 1], upper, spans)
            if joined:
                return Headers(joined, upper + 1)
    return Headers(tuple(tidy(cell) for cell in rows[row]), row)


def tidy(cell: str) -> str:
    """Return a header on one line: exports break 数量 and (箱) over two."""
    return " ".join(cell.split())


def is_value(cell: str) -> bool:
    """Return whether a cell is a number, date or time, which a header seldom is."""
    return _VALUE.fullmatch(unicodedata.normalize("NFKC", cell)) is not None


@cache
def _known() -> frozenset[str]:
    columns = [column for table in TABLES.values() for column in table.columns]
    return frozenset(
        key
        for column in columns
        for name in (column.name, column.zh, column.en, *column.synonyms, *column.weak)
        for key in header_keys(name)
    )


def _is_known(cell: str) -> bool:
    """Return whether the contract knows a header like this cell."""
    return not is_value(cell) and any(key in _known() for key in header_keys(cell))


def _best_row(rows: Sequence[Row]) -> int:
    hits = [len({cell for cell in row if cell and _is_known(cell)}) for row in rows]
    if max(hits) >= 2:
        return hits.index(max(hits))
    return _first_full_row(rows)


def _first_full_row(rows: Sequence[Row]) -> int:
    fills = [sum(1 for cell in row if cell) for row in rows]
    # The commonest width of rows below; a wider one wins a tie, since titles are narrow.
    usual = max(Counter(fill for fill in fills if fill).items(), key=lambda c: (c[1], c[0]))[0]
    for needed in (max(2, 0.6 * usual), 1):
        for number, row in enumerate(rows):
            if fills[number] >= needed and not any(is_value(cell) for cell in row if cell):
                return number
    return next(number for number, fill in enumerate(fills) if fill)


def _two_levels(
    upper: Row, lower: Row, at: int, spans: Sequence[tuple[int, int, int]]
) -> tuple[str, ...]:
    """Return joined names where `upper` groups the names of `lower`, else ()."""
    width = max(len(upper), len(lower))
    upper = [tidy(cell) for cell in upper] + [""] * (width - len(upper))
    lower = [tidy(cell) for cell in lower] + [""] * (width - len(lower))
    if sum(1 for cell in upper if cell) < 2 or not any(lower):
        return ()
    if any(is_value(cell) for cell in (*upper, *lower) if cell):
        return ()
    if not spans and not any(_is_known(cell) for cell in lower if cell):
        return ()
    parents = _parents(upper, lower, at, spans)
    grouped = [child for parent, child in zip(parents, lower, strict=True) if parent and child]
    alone = any(parent and not child for parent, child in zip(upper, lower, strict=True))
    repeated = len(set(grouped)) < len(grouped)
    # A line of metadata above one row of headers also stands over names; only headers that
    # go on for both rows, or names that need their group to differ, prove two levels.
    if not any(_spans_two(parents, lower, column) for column in range(width)):
        return ()
    return tuple(map(_join, parents, lower)) if alone or repeated else ()


def _parents(upper: Row, lower: Row, at: int, spans: Sequence[tuple[int, int, int]]) -> list[str]:
    """Return the group of each column: by merged cells where there are any, else to the right."""
    merged = [(first, last) for row, first, last in spans if row == at]
    parents = list(upper)
    for column in range(1, len(upper)):
        inside = any(first < column <= last for first, last in merged) if merged else lower[column]
        if not upper[column] and inside:
            parents[column] = parents[column - 1]
    return parents


def _spans_two(parents: Sequence[str], lower: Row, column: int) -> bool:
    """Return whether this column and the one before have names under one group."""
    return bool(
        column
        and parents[column]
        and parents[column] == parents[column - 1]
        and lower[column]
        and lower[column - 1]
    )


def _join(parent: str, child: str) -> str:
    """Return `本月.数量`: a dotted name, whose last part says what is counted."""
    return f"{parent}.{child}" if parent and child else parent or child
