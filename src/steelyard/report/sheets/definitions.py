"""Sheet "definitions": what every column means."""

from __future__ import annotations

from steelyard.report.sheets.writer import Head, SheetWriter
from steelyard.report.voice import Voice


def write(to: SheetWriter, t: Voice) -> None:
    """Write the sheet."""
    heads = [
        Head(t("quality.column"), width=30),
        Head(t("sheet.figure"), width=22),
        Head(t("sheet.definition"), width=90),
    ]
    to.widths(heads)
    names = t.section("column")
    to.table(
        heads,
        [(key, names[key], meaning) for key, meaning in t.section("definition").items()],
        fixed=1,
    )
