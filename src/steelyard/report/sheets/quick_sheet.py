"""A worksheet that takes many rows at once: a monthly table has millions of cells.

XlsxWriter asks each cell four questions before it writes it. In a column all answers are the
same, so here a batch of rows is written column by column as the same XML, in a tenth of the
time. It relies on the streaming mode (`constant_memory`) and on two names that XlsxWriter
does not promise; its version is locked and tests read every cell back.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

EPOCH = dt.date(1899, 12, 30).toordinal()


class QuickSheet(Worksheet):  # type: ignore[misc]
    """A worksheet with `write_rows`; everything else is XlsxWriter's."""

    def write_rows(
        self,
        first: int,
        rows: Sequence[Sequence[object]],
        formats: Sequence[Any],
        heights: Sequence[float] = (),
    ) -> None:
        """Write rows from row `first` (0-based) on; None, NaN and "" leave the cell empty.

        `formats` has one format a column; `heights`, in points, one a row or none at all.
        Rows must come in order, after all rows above.
        """
        if not rows:
            return
        numbers = range(first + 1, first + 1 + len(rows))
        width = len(rows[0])
        columns = [
            self._column(place, formats[place]._get_xf_index(), numbers, [r[place] for r in rows])
            for place in range(width)
        ]
        self._check_dimensions(first, 0)
        self._write_single_row(first)
        high = [f' ht="{height:g}" customHeight="1"' for height in heights] or [""] * len(rows)
        lines = zip(numbers, high, *columns, strict=True)
        self.fh.writelines(f'<row r="{n}"{h}>{"".join(cells)}</row>' for n, h, *cells in lines)
        self._check_dimensions(first + len(rows) - 1, width - 1)
        self.previous_row = first + len(rows)

    def _column(
        self, place: int, style: int, numbers: range, values: Sequence[object]
    ) -> list[str]:
        letter, known = xl_col_to_name(place), dict[str, str]()
        cells = []
        for number, value in zip(numbers, values, strict=True):
            if value is None or value == "":
                cells.append("")
            elif isinstance(value, str):
                if value not in known:
                    known[value] = self._inline(value)
                cells.append(f'<c r="{letter}{number}" s="{style}"{known[value]}')
            else:
                figure = _number(value)
                cell = f'<c r="{letter}{number}" s="{style}"><v>{figure}</v></c>' if figure else ""
                cells.append(cell)
        return cells

    def _inline(self, text: str) -> str:
        """Return the rest of a cell that holds text: never a formula, never a link."""
        shown = escape(self._escape_control_characters(text[: self.xls_strmax]))
        return f' t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def _number(value: object) -> str:
    """Return a number or a date as the file holds it, with every digit; "" for NaN."""
    if isinstance(value, dt.date):
        return str(value.toordinal() - EPOCH)
    number = float(value)  # type: ignore[arg-type]
    return repr(number).removesuffix(".0") if math.isfinite(number) else ""
