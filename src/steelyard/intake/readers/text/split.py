"""Lines of text split into rows of cells, so that one broken quote costs one row.

A quote that is never closed would swallow the rows behind it. Here lines are joined only
while that closes the quotes; otherwise the line stands alone and the next is read as ever.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator

from steelyard.intake.readers.text.encoding import LONGEST_LINE

# Python refuses cells over 128 KB unless told; a long note is no reason to lose a row.
csv.field_size_limit(LONGEST_LINE)

_LINES_IN_A_ROW = 50
"""More line breaks than this in one row are a quote that was never closed."""


def split_rows(lines: Iterable[str], delimiter: str) -> Iterator[tuple[str, list[str] | None]]:
    """Yield each row as it came and its cells, None where a quote is never closed."""
    waiting: deque[str] = deque()
    rest = iter(lines)
    while True:
        line = waiting.popleft() if waiting else next(rest, None)
        if line is None:
            return
        raw = line.rstrip("\r\n")
        cells: list[str] | None
        if '"' not in raw:
            cells = raw.split(delimiter) if raw else []
        elif (cells := loose_cells(raw, delimiter)) is None:
            raw, cells = _over_lines(line, delimiter, waiting, rest)
        yield raw, cells


def loose_cells(raw: str, delimiter: str) -> list[str] | None:
    r"""Return the cells of one row; `"a"b,c` is read as spreadsheets do, as `ab` and `c`.

    None where a quote is open at the end.
    """
    # An open quote takes the second line into the first row.
    rows = list(csv.reader([raw, "\n"], delimiter=delimiter))
    return rows[0] if len(rows) == 2 else None


def _over_lines(
    line: str, delimiter: str, waiting: deque[str], rest: Iterator[str]
) -> tuple[str, list[str] | None]:
    """Join lines until the open quote closes; where it never does, give them back."""
    row = line
    for joined in range(_LINES_IN_A_ROW):
        if joined == len(waiting):
            following = next(rest, None)
            if following is None:
                break
            waiting.append(following)
        row += waiting[joined]
        whole = row.rstrip("\r\n")
        if '"' not in waiting[joined] or loose_cells(whole, delimiter) is None:
            continue
        cells = _strict_cells(whole, delimiter)
        if cells is None:
            break
        for _ in range(joined + 1):
            waiting.popleft()
        return whole, cells
    return line.rstrip("\r\n"), None


def _strict_cells(row: str, delimiter: str) -> list[str] | None:
    """Return the cells; None where text follows a closing quote.

    Two open quotes in two rows look like one cell with a line break and such text behind.
    """
    try:
        return next(csv.reader(io.StringIO(row, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return None
