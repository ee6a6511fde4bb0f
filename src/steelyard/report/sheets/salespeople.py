"""Sheet "salespeople": the table `salespeople`, those to look at first on top."""

from __future__ import annotations

from typing import Any

from steelyard.report.sheets.writer import Head, SheetWriter
from steelyard.report.voice import Voice
from steelyard.words import say


def write(to: SheetWriter, rows: list[dict[str, Any]], t: Voice) -> None:
    """Write the sheet; `rows` come in their order."""
    heads = [
        Head(t("people.salesperson"), width=18),
        Head(t("people.dealers"), "count"),
        Head(t("people.flagged"), "count"),
        Head(t("people.expected"), "ratio"),
        Head(t("people.chance"), "p_value", definition=t("people.chance_note")),
        Head(t("people.judgement"), width=24),
        Head(t("people.flagged_dealers").rstrip(":："), width=30),
        Head(t("people.provable_from"), "count", 16),
        Head(t("people.moved"), "count", 14),
        Head(t("people.moved_only_with"), "count", 16),
        Head(t("people.moved_only_without"), "count", 16),
        Head(t("people.moved_chance"), "p_value", 14),
        Head(t("sheet.explanation"), "wrapped", 90),
    ]
    to.widths(heads)
    to.table(heads, (_row(row, t) for row in rows), fixed=1)


def _row(row: dict[str, Any], t: Voice) -> tuple[object, ...]:
    counted = ("salesperson_id", "dealers", "flagged_dealers", "expected_flagged", "p_value")
    moved = ("moved_dealers", "moved_only_with", "moved_only_without", "moved_p_value")
    return (
        *(row[name] for name in counted),
        say(f"people.judgement.{row['judgement']}", t.language),
        t.join(row["flagged_dealer_ids"]),
        row["provable_from"],
        *(row[name] for name in moved),
        row[f"explanation_{t.language}"],
    )
