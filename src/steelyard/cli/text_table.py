"""A table as plain text: columns one below the other, by the width that letters take.

A Chinese letter takes two places on the screen. Plain text, so that a log reads like a terminal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

_GAP = "  "


def text_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines; every row has as many cells as the head. Nothing for no rows."""
    if not rows:
        return
    lines = [head, *rows]
    widths = [max(cell_len(line[at]) for line in lines) for at in range(len(head))]
    for line in lines:
        cells = (_filled(cell, width) for cell, width in zip(line, widths, strict=True))
        yield (_GAP + _GAP.join(cells)).rstrip()


def _filled(cell: str, width: int) -> str:
    return cell + " " * (width - cell_len(cell))
