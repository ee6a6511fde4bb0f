"""Writes one worksheet from the top down: heads, rows, formats. Knows nothing of dealers.

Rows are streamed, so a big sheet costs no memory. Text is always written as text: a name
that begins with = + - or @ is a name, not a formula.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from steelyard.report.sheets.quick_sheet import QuickSheet

BATCH = 5_000
A4 = 9
LINE = 16.5
"""Height of a line in points: fonts with Chinese in them are taller than the default row."""
ARROW = 3
"""Letters that the arrow of a filter takes from a head."""
TEXTS = ("text", "wrapped", "month")

FORMATS: dict[str, dict[str, Any]] = {
    "text": {},
    "wrapped": {"text_wrap": True},
    "month": {"num_format": "yyyy-mm", "align": "left"},
    "money": {"num_format": "#,##0.00"},
    "quantity": {"num_format": "#,##0.00"},
    "count": {"num_format": "#,##0"},
    "share": {"num_format": "0.0%"},
    "change": {"num_format": "+0.0%;-0.0%;0.0%"},
    "points": {"num_format": "+0.00;-0.00;0.00"},
    "months": {"num_format": "0.0"},
    "days": {"num_format": "0"},
    "ratio": {"num_format": "0.00"},
    "p_value": {"num_format": '[<0.0001]"< 0.0001";0.0000'},
}
INK, PALE, AMBER = "#17212C", "#EFECE4", "#FDF0D9"
HEAD = {"bold": True, "bg_color": PALE, "bottom": 1, "text_wrap": True, "valign": "top"}


@dataclass(frozen=True)
class Head:
    """A column of a sheet: what stands above it, how it is written, how wide, its comment."""

    title: str
    kind: str = "text"
    width: float = 12
    definition: str = ""


class SheetWriter:
    """One worksheet, written from the top down."""

    def __init__(self, workbook: Any, name: str) -> None:
        self.sheet = workbook.add_worksheet(name, worksheet_class=QuickSheet)
        self.row = 0
        self.sheet.set_default_row(LINE)
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)  # one sheet of paper wide, as many long as it takes
        self.sheet.set_footer("&C&P / &N")
        self._formats = {
            kind: workbook.add_format({"valign": "top", **form}) for kind, form in FORMATS.items()
        }
        self._head = workbook.add_format(HEAD)
        self._number_head = workbook.add_format({**HEAD, "align": "right"})
        self._title = workbook.add_format({"bold": True, "font_size": 14, "font_color": INK})
        self._section = workbook.add_format({"bold": True, "font_color": INK})
        self._note = workbook.add_format({"font_color": "#56606B"})

    def title(self, text: str) -> None:
        """Write the sheet's title."""
        self._line(text, self._title)

    def section(self, text: str) -> None:
        """Write a head above a part of the sheet, with a row of air."""
        self.row += 1
        self._line(text, self._section)

    def note(self, text: str) -> None:
        """Write a line of explanation."""
        self._line(text, self._note)

    def _line(self, text: str, form: Any) -> None:
        self.sheet.write_string(self.row, 0, text, form)
        self.row += 1

    def widths(self, heads: Sequence[Head]) -> None:
        """Set the columns' widths; before the first row is written."""
        for place, head in enumerate(heads):
            self.sheet.set_column(place, place, head.width)

    def heads(self, heads: Sequence[Head]) -> int:
        """Write a row of heads with their definitions as comments; return its row."""
        lines = max((math.ceil(_wide(h.title) / (h.width - ARROW)) for h in heads), default=1)
        self.sheet.set_row(self.row, LINE * lines)
        for place, head in enumerate(heads):
            form = self._head if head.kind in TEXTS else self._number_head
            self.sheet.write_string(self.row, place, head.title, form)
            if head.definition:
                self.sheet.write_comment(self.row, place, head.definition, {"author": ""})
        self.row += 1
        return self.row - 1

    def rows(self, heads: Sequence[Head], rows: Iterable[Sequence[object]]) -> None:
        """Write rows; None and NaN leave the cell empty."""
        formats = [self._formats[head.kind] for head in heads]
        coming = iter(rows)
        wrapped = [(place, h.width) for place, h in enumerate(heads) if h.kind == "wrapped"]
        while batch := list(islice(coming, BATCH)):
            heights = [_height(row, wrapped) for row in batch] if wrapped else ()
            self.sheet.write_rows(self.row, batch, formats, heights)
            self.row += len(batch)

    def table(self, heads: Sequence[Head], rows: Iterable[Sequence[object]], fixed: int) -> int:
        """Write heads and rows with a filter and frozen panes; return the row of the heads.

        `fixed` columns stay in sight when the sheet is moved sideways.
        """
        at = self.heads(heads)
        self.rows(heads, rows)
        self.sheet.freeze_panes(at + 1, fixed)
        self.sheet.repeat_rows(at)
        self.sheet.autofilter(at, 0, max(at, self.row - 1), len(heads) - 1)
        return at


def _height(row: Sequence[object], wrapped: Sequence[tuple[int, float]]) -> float:
    """Return the height that the row's wrapped texts need; not every program works it out."""
    lines = [1]
    for place, width in wrapped:
        text = str(row[place] or "")
        lines.append(sum(max(1, math.ceil(_wide(line) / width)) for line in text.split("\n")))
    return min(LINE * max(lines), 409.0)


def _wide(text: str) -> int:
    """Return how many columns of a letter the text takes; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
