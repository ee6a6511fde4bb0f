"""Which of the first rows holds the headers, and what the headers are.

It looks at the cells of the first rows alone, as text, of a CSV file as of a worksheet:
titles and report metadata stand above the headers. Whether two rows are one row of headers
is found out in `levels`. What a header means is decided by the mapping, not here; the
synonyms of the contract only vote for the row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from steelyard.intake.readers.levels import Row, Span, is_known, is_value, joined, tidy, with_units

__all__ = ["SAMPLE_ROWS", "Headers", "find_headers", "is_value"]

SAMPLE_ROWS = 60
"""Headers are looked for in so many rows; a file with more metadata above is not known."""
_GAP = 2


@dataclass(frozen=True)
class Headers:
    """The headers and where they stand; rows count from 0 within the sample.

    `names` has one entry a column, '' for a column without a header. `last_row` is the row
    after which the data begins: the lower one where headers have levels.
    """

    names: tuple[str, ...]
    last_row: int


def find_headers(rows: Sequence[Row], spans: Sequence[Span] = ()) -> Headers | None:
    """Return the headers of the first rows, or None where all rows are blank.

    `spans` are cells merged sideways, `(row, first column, last column)`. A row in which
    contract headers are recognised wins; else the first row that is nearly as full as the
    rows below it and holds no numbers or dates.
    """
    filled = [number for number, row in enumerate(rows) if any(row)]
    if not filled:
        return None
    place = filled.index(_best_row(rows))
    for upper in (place - 1, place):
        names = _joined(rows, filled, upper, spans, below=upper == place)
        if names:
            names = _above(rows, filled, upper - 1, names, spans)
            return _over_units(rows, filled, upper + 1, names)
    row = filled[place]
    return Headers(tuple(tidy(cell) for cell in rows[row]), row)


def _joined(
    rows: Sequence[Row], filled: list[int], upper: int, spans: Sequence[Span], *, below: bool
) -> tuple[str, ...]:
    """Return the names of two filled rows, one after the other, read as one; () if they are not.

    Cells merged over three rows leave a blank one between; a table after a gap is another.
    """
    if upper < 0 or upper + 1 >= len(filled) or filled[upper + 1] - filled[upper] > _GAP:
        return ()
    at = filled[upper]
    merged = [(first, last) for row, first, last in spans if row == at]
    return joined(rows[at], rows[filled[upper + 1]], merged, below=below)


def _above(
    rows: Sequence[Row],
    filled: list[int],
    upper: int,
    names: tuple[str, ...],
    spans: Sequence[Span],
) -> tuple[str, ...]:
    """Return names with the row above them too, where names alike need it to differ."""
    if upper < 0 or len(set(filter(None, names))) == sum(map(bool, names)):
        return names
    at = filled[upper]
    merged = [(first, last) for row, first, last in spans if row == at]
    return joined(rows[at], names, merged, below=False) or names


def _over_units(
    rows: Sequence[Row], filled: list[int], last: int, names: tuple[str, ...]
) -> Headers:
    """Return the headers down to the filled row `last`, or to the units right below it."""
    row = filled[last]
    below = with_units(names, rows[row + 1]) if row + 1 < len(rows) else ()
    return Headers(below, row + 1) if below else Headers(names, row)


def _best_row(rows: Sequence[Row]) -> int:
    hits = [len({cell for cell in row if cell and is_known(cell)}) for row in rows]
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
