"""Excel and CSV as people export them: title rows, totals, odd spellings of numbers and dates.

Knows how a page looks; which rows stand on it is decided in `folder`.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

Cell = str | int | float | dt.date | None
Row = Sequence[Cell]
_MADE_ON = dt.datetime(2026, 1, 5, 8, 40, tzinfo=dt.UTC)
"""Written into every workbook, so that the same example has the same bytes."""


@dataclass(frozen=True)
class Page:
    """One sheet: lines above the header, the header, the rows, and a totals row or none."""

    name: str
    header: Sequence[str]
    rows: Sequence[Row]
    above: Sequence[str] = ()
    totals: Row | None = None
    percent_columns: tuple[int, ...] = ()


def write_workbook(path: Path, pages: Sequence[Page]) -> None:
    """Write an .xlsx file with those pages."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": _MADE_ON.replace(tzinfo=None), "author": "demo"})
        date = book.add_format({"num_format": "yyyy/m/d"})
        percent = book.add_format({"num_format": "0.0%"})
        title = book.add_format({"bold": True, "font_size": 14, "align": "center"})
        for page in pages:
            sheet = book.add_worksheet(page.name)
            for number, text in enumerate(page.above):
                sheet.merge_range(number, 0, number, len(page.header) - 1, text, title)
            start = len(page.above)
            sheet.write_row(start, 0, page.header)
            sheet.set_column(0, len(page.header) - 1, 14)
            rows = [*page.rows, page.totals] if page.totals is not None else page.rows
            for number, row in enumerate(rows, start=start + 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, dt.date):
                        sheet.write_datetime(number, column, cell, date)
                    elif isinstance(cell, str):
                        sheet.write_string(number, column, cell)
                    elif cell is not None:
                        looks = percent if column in page.percent_columns else None
                        sheet.write_number(number, column, cell, looks)


def write_csv(path: Path, page: Page, encoding: str) -> None:
    """Write a .csv file in that encoding; None is an empty cell."""
    with path.open("w", encoding=encoding, newline="") as file:
        out = csv.writer(file, lineterminator="\r\n")
        out.writerows([line] for line in page.above)
        out.writerow(page.header)
        out.writerows(page.rows)
        if page.totals is not None:
            out.writerow(page.totals)


def with_thousands(fen: int) -> str:
    """Return an amount as text the way a person formats it: `-12,345.60`."""
    return f"{fen / 100:,.2f}"


def in_words(day: dt.date) -> str:
    """Return a date as `2025年3月5日`."""
    return f"{day.year}年{day.month}月{day.day}日"
