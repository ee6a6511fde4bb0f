"""The refused rows as a workbook, which a person can mend and feed back without a program."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import xlsxwriter

MOST_ROWS = 50_000
"""Beyond that a person mends the source, not the rows; Parquet holds them all."""
_MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed mark, so that equal input gives equal bytes


def write_quarantine_book(refused: pa.Table, path: Path) -> None:
    """Write every cell as the text it came as; nothing where there are too many rows."""
    if refused.num_rows > MOST_ROWS:
        return
    plain = {f"strings_to_{kind}": False for kind in ("formulas", "numbers", "urls")}
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, **plain}) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, refused.column_names)
        for row, cells in enumerate(zip(*refused.columns, strict=True), start=1):
            for column, cell in enumerate(cells):
                if cell.is_valid:
                    sheet.write_string(row, column, str(cell.as_py())[:32_767])
