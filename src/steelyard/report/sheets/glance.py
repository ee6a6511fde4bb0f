"""Sheet "at a glance": the month's figures and the tier pyramid."""

from __future__ import annotations

from steelyard.report.case import CaseTeller
from steelyard.report.flagged import Flagged
from steelyard.report.glance import Concentration, Totals, concentration, pyramid, totals
from steelyard.report.sheets.writer import Head, SheetWriter
from steelyard.report.voice import Voice
from steelyard.results.month_reach import breaks_off_words
from steelyard.words import say


def write(to: SheetWriter, teller: CaseTeller, cases: list[Flagged], month: int) -> None:
    """Write the sheet."""
    t, panel = teller.voice, teller.findings.channel.panel
    to.widths([Head("", width=34), Head("", width=20), Head("", width=16), Head("", width=16)])
    to.title(f"{teller.inputs.title} {t('page.title', month=t.month(teller.inputs.as_of))}".strip())
    to.note(t("page.words_note"))
    if said := breaks_off_words(teller.findings, month, t):
        to.note(str(said))
    to.section(t("sheet.glance"))
    to.heads([Head(t("sheet.figure")), Head(t("sheet.value"))])
    for kind, figure, value in _figures(
        t, totals(teller.findings, cases, month), concentration(panel, month)
    ):
        to.rows([Head(""), Head("", kind)], [(figure, value)])
    to.section(t("glance.pyramid"))
    heads = [
        Head(t("column.tier")),
        Head(t("glance.tier_dealers"), "count"),
        Head(t.in_currency("sheet.amount"), "money"),
        Head(t("glance.tier_amount"), "share"),
    ]
    to.heads(heads)
    shown = pyramid(teller.inputs.tiers, panel)
    to.rows(
        heads,
        [(t(f"tier.{s.tier}"), s.dealers, s.amount, s.amount_share) for s in shown.steps],
    )
    to.note(t("glance.pyramid_note", dealers=t.number(shown.dealers)))
    if shown.inactive:
        to.note(t("glance.pyramid_inactive", count=t.number(shown.inactive)))


def _in_question(t: Voice, kind: str) -> str:
    """Return what the sum of one kind of money is called."""
    name = t("sheet.in_question", kind=say(f"results.kind.{kind}", t.language))
    return t.with_unit(name, t.currency)


def _figures(t: Voice, sums: Totals, shares: Concentration) -> list[tuple[str, str, float]]:
    return [
        ("count", t("sheet.count"), sums.count),
        ("count", t("sheet.new"), sums.new),
        *(("money", _in_question(t, kind), amount) for kind, amount in sums.by_kind.items()),
        ("money", t.in_currency("sheet.sell_in"), sums.sell_in),
        ("change", t("sheet.sell_in_mom"), sums.change),
        ("change", t("sheet.sell_in_yoy"), sums.change_yoy),
        ("share", t("sheet.top_one"), float(shares.top_one[-1])),
        ("share", t("glance.top_share"), float(shares.top_ten[-1])),
    ]
