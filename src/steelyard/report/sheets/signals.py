"""Sheet "signals": every raised signal with its sentence."""

from __future__ import annotations

from typing import Any

from steelyard.report.case import CaseTeller
from steelyard.report.sheets.cut import MONTHS_KEPT, last_months
from steelyard.report.sheets.writer import Head, SheetWriter


def write(to: SheetWriter, teller: CaseTeller) -> None:
    """Write the sheet: the last months only where all are more than a sheet bears."""
    t, table = teller.voice, teller.inputs.signals
    heads = [
        Head(t("column.dealer"), width=26),
        Head(t("column.dealer_id")),
        Head(t("column.month"), "month"),
        Head(t("sheet.signal"), width=20),
        Head(t("sheet.p_value"), "p_value"),
        Head(t("sheet.effect"), "ratio"),
        Head(t.in_currency("glance.amount"), "money", 16),
        Head(t("sheet.explanation"), width=90),
    ]
    to.widths(heads)
    cut = last_months(table)
    if cut.num_rows < table.num_rows:
        rows, shown = t.number(table.num_rows), t.number(cut.num_rows)
        to.note(t("sheet.cut_signals", months=MONTHS_KEPT, rows=rows, shown=shown))
    batches = cut.to_batches(max_chunksize=20_000)
    to.table(heads, (_row(teller, row) for b in batches for row in b.to_pylist()), fixed=1)


def _row(teller: CaseTeller, row: dict[str, Any]) -> tuple[object, ...]:
    return (
        teller.name_of(row["dealer_id"]),
        row["dealer_id"],
        row["month"],
        teller.signal_title(row["signal"]),
        row["p_value"],
        row["effect"],
        row["amount_in_question"],
        row[f"explanation_{teller.voice.language}"],
    )
