"""Sheet "genuine": every dealer called genuine in the month, with the reason."""

from __future__ import annotations

from steelyard.report.case import CaseTeller
from steelyard.report.genuine import Genuine
from steelyard.report.sheets.writer import Head, SheetWriter


def write(to: SheetWriter, teller: CaseTeller, called: list[Genuine]) -> None:
    """Write the sheet; where there is nobody it says what it would take."""
    t = teller.voice
    heads = [
        Head(t("column.dealer"), width=26),
        Head(t("column.dealer_id")),
        Head(t("column.tier")),
        Head(t("column.region")),
        Head(t.in_currency("genuine.bought"), "money", 16),
        Head(t("genuine.rise"), "change", 16, t("genuine.rise_note")),
        Head(t("genuine.months"), "count", 14),
        Head(t("genuine.why"), "wrapped", 90),
    ]
    to.widths(heads)
    month = t.month(teller.inputs.as_of)
    to.note(t("genuine.order") if called else t("genuine.none", month=month))
    to.table(heads, (_row(teller, one) for one in called), fixed=1)


def _row(teller: CaseTeller, one: Genuine) -> tuple[object, ...]:
    return (
        teller.own_name(one.dealer),
        teller.dealer_id(one.dealer),
        teller.voice(f"tier.{teller.tier(one.dealer)}"),
        teller.region(one.dealer),
        one.bought,
        one.rise,
        one.months,
        one.said,
    )
