"""Sheet "tiers": every dealer's tier with its reasons, the largest first."""

from __future__ import annotations

from typing import Any

from steelyard.report.case import CaseTeller
from steelyard.report.sheets.writer import Head, SheetWriter


def write(to: SheetWriter, teller: CaseTeller) -> None:
    """Write the sheet."""
    t = teller.voice
    heads = [
        Head(t("column.dealer"), width=26),
        Head(t("column.dealer_id")),
        Head(t("column.tier")),
        Head(t("sheet.paper_rank"), "count"),
        Head(t("sheet.true_rank"), "count"),
        Head(t.in_currency("sheet.amount"), "money", 16),
        Head(t.in_currency("sheet.profit"), "money", 16),
        Head(t("sheet.stability"), "ratio"),
        Head(t("sheet.tier_reason"), width=60),
    ]
    to.widths(heads)
    rows = teller.inputs.tiers.to_pylist()
    rows.sort(key=lambda r: (r["paper_rank"] or 0, r["dealer_id"]))
    to.table(heads, (_row(teller, row) for row in rows), fixed=1)


def _row(teller: CaseTeller, row: dict[str, Any]) -> tuple[object, ...]:
    figures = [row[k] for k in ("paper_rank", "true_rank", "amount", "profit", "stability")]
    return (
        teller.name_of(row["dealer_id"]),
        row["dealer_id"],
        teller.voice(f"tier.{row['tier'] or 'none'}"),
        *figures,
        row.get(f"reasons_{teller.voice.language}") or str(row["reasons"] or ""),
    )
