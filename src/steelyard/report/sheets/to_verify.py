"""Sheet "to verify": every flagged dealer of the month, also those without a page."""

from __future__ import annotations

import datetime as dt

import numpy as np

from steelyard.report.case import CaseTeller
from steelyard.report.flagged import Flagged
from steelyard.report.sheets.writer import Head, SheetWriter
from steelyard.report.voice import Voice
from steelyard.results.case_words import strength_words
from steelyard.results.rival_words import Plain
from steelyard.words import say


def write(to: SheetWriter, teller: CaseTeller, cases: list[Flagged]) -> None:
    """Write the sheet."""
    t = teller.voice
    heads = [
        Head(t("glance.rank"), "count", 6),
        Head(t("glance.dealer"), "wrapped", 26),
        Head(t("column.dealer_id"), "wrapped", 12),
        Head(t("column.tier"), "wrapped", 12),
        Head(t("column.region"), "wrapped", 12),
        Head(t("column.verdict"), "wrapped", 12),
        Head(
            t.in_currency("column.amount_in_question"),
            "money",
            16,
            t("definition.amount_in_question"),
        ),
        _explained(t, "amount_kind", "wrapped", 12),
        _explained(t, "since", "month", 10),
        _explained(t, "amount_since", "money", 16),
        _explained(t, "strength", "wrapped", 30),
        _explained(t, "score", "ratio", 8),
        Head(t("glance.evidence"), "wrapped", 54),
        Head(t("dealer.rivals"), "wrapped", 54),
        Head(t("glance.settle"), "wrapped", 40),
    ]
    to.widths(heads)
    to.note(t("glance.queue_order") + " " + t("page.words_note"))
    if not cases:
        to.note(t("glance.queue_empty") + " " + t("glance.queue_empty_how"))
    to.table(heads, (_row(teller, case) for case in cases), fixed=2)


def _explained(t: Voice, name: str, kind: str, width: float) -> Head:
    """Return a head that says what stands below it."""
    title = t.in_currency(f"column.{name}") if kind == "money" else t(f"column.{name}")
    return Head(title, kind, width, t(f"definition.{name}"))


def _row(teller: CaseTeller, case: Flagged) -> tuple[object, ...]:
    t, dealer = teller.voice, case.dealer
    said, rivals = teller.lines(case)
    return (
        case.rank,
        teller.own_name(dealer),
        teller.dealer_id(dealer),
        t(f"tier.{teller.tier(dealer)}"),
        teller.region(dealer),
        t(f"verdict.{case.verdict}"),
        case.amount,
        say(f"results.kind.{case.kind}", t.language) if case.kind else "",
        _day(teller.findings.channel.panel.months[case.since]),
        case.amount_since,
        strength_words(case.strength, Plain(t.language, t.currency)),
        case.score,
        "\n".join(said),
        "\n".join(rivals),
        teller.settle(case),
    )


def _day(month: np.datetime64) -> dt.date:
    day: dt.date = month.astype("datetime64[D]").item()
    return day
