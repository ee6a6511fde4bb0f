"""Headers that stand again among the lines: each page of a printed export begins with them.

Only the sheet's own headers count, each in its own column; a line that holds a header's word
elsewhere stays a line.
"""

from __future__ import annotations

from collections.abc import Sequence

from steelyard.intake.quoting import literal

_FEW = 2
"""So many cells must repeat their headers: one may be a line's own word."""


def is_header_row(headers: Sequence[str], cells: Sequence[int]) -> str:
    """Return SQL over the sheet's relation for "this row repeats its headers".

    `cells` are the places of the row's own cells. Of headers in two rows each row comes back
    alone: `客户信息` over `编码` is in the first or the last part of `客户信息.编码`.
    """
    named = [n for n in cells if headers[n]]
    if len(named) < _FEW:
        return "false"
    repeated = " + ".join(f"case when {_repeats(n, headers[n])} then 1 else 0 end" for n in named)
    others = " and ".join(f"(c{n} is null or {_repeats(n, headers[n]) if headers[n] else 'false'})"
                          for n in cells)  # fmt: skip
    return f"case when {repeated} >= {_FEW} then coalesce({others}, false) else false end"


def _repeats(place: int, header: str) -> str:
    text = f"trim(regexp_replace(cast(c{place} as varchar), '\\s+', ' ', 'g'))"
    parts = header.split(".")
    forms = {header, *(".".join(parts[:n]) for n in range(1, len(parts))), parts[-1]}
    listed = ", ".join(map(literal, sorted(filter(None, forms))))
    return f"coalesce({text} in ({listed}), false)"
