"""Which character divides the cells of a text file, and where its table begins.

It looks at the first lines alone. Every usual delimiter is tried, and the one that gives
rows of one width under a row of headers wins. Rows are split elsewhere.
"""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from steelyard.intake.readers.header_row import SAMPLE_ROWS, Headers, find_headers, is_value
from steelyard.intake.readers.text.split import split_rows

DELIMITERS = (",", "\t", ";", "|", "，", "；", "｜", "^", "~")
SAMPLE_CHARACTERS = 1 << 20
_SAMPLE_BODY = 1000
# Excel's own hint to itself, and an echo of it in some exports.
_HINT = re.compile(r"\"?sep=([,\t;|])\"?[\r\n]", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """How a text file is laid out.

    `width` is the number of cells of a whole row; `headers` has as many names. Rows count
    from 1 as a spreadsheet program counts them: blank lines count, and a quoted cell with
    line breaks is one row.
    """

    delimiter: str
    width: int
    headers: tuple[str, ...]
    header_row: int


def find_dialect(sample: str) -> Dialect | None:
    """Return the layout of a file from its first lines; None where all of them are blank.

    `sample` ends with a whole line, unless the file itself does not.
    """
    hint = _HINT.match(sample)
    candidates = (hint[1],) if hint else DELIMITERS
    tries = [(score, d) for d in candidates if (found := _try(sample, d)) for score, d in [found]]
    return max(tries, key=lambda found: found[0])[1] if tries else None


def split_sample(sample: str, delimiter: str) -> list[list[str]]:
    """Return the first rows as lists of cells; blank lines are empty lists."""
    found = split_rows(io.StringIO(sample, newline=""), delimiter)
    return [
        raw.split(delimiter) if cells is None else cells
        for raw, cells in islice(found, SAMPLE_ROWS + _SAMPLE_BODY)
    ]


def _try(sample: str, delimiter: str) -> tuple[float, Dialect] | None:
    rows = split_sample(sample, delimiter)
    found = find_headers([[cell.strip() for cell in row] for row in rows[:SAMPLE_ROWS]])
    if found is None:
        return None
    body = [len(row) for row in rows[found.last_row + 1 :] if any(row)]
    header = _trimmed(found.names)
    usual, count = _usual(body, header)
    width = max(usual, len(header))
    names = (*header, *[""] * (width - len(header)))
    # Titles above count against a delimiter as misfits do: else one under which all rows but
    # the last are titles would agree with itself.
    agreement = (1 + count) / sum(1 for row in rows if any(row))
    score = agreement**2 * math.log(width) * _headers_worth(found, width)
    return score, Dialect(delimiter, width, names, found.last_row + 1)


def _trimmed(names: Sequence[str]) -> tuple[str, ...]:
    """Return headers without the nameless ones at the end: `a,b,,` has two."""
    size = max(number for number, name in enumerate(names, 1) if name)
    return tuple(names[:size])


def _usual(body: Sequence[int], header: Sequence[str]) -> tuple[int, int]:
    """Return the commonest width of the rows and how many have it."""
    if not body:
        return len(header), 0
    return max(Counter(body).items(), key=lambda item: (item[1], item[0] == len(header)))


def _headers_worth(found: Headers, width: int) -> float:
    """Return the share of columns with a header that is a name and no other column's."""
    names = {name for name in found.names if name and not is_value(name)}
    return len(names) / width
