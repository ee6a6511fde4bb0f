"""Rivals and the measure of an amount in words: one source for tables, page and workbook.

Whoever shows them brings a writer, which says how a figure is written there: plain text in a
table, with the exact figure on hover on the page. What is said is decided here alone.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from steelyard.results.claim import claim
from steelyard.results.festivals import festival_near
from steelyard.results.rivals import Rival, Rivals
from steelyard.words import Language, say
from steelyard.words.numbers import change, day, money, month, percent


class Writer(Protocol):
    """Writes figures and sentences in one language, for one place."""

    @property
    def language(self) -> Language:
        """The language."""

    def money(self, amount: float, /) -> str:
        """Return an amount."""

    def percent(self, share: float, /) -> str:
        """Return a share."""

    def change(self, ratio: float, /) -> str:
        """Return a rise or fall."""

    def day(self, when: dt.date, /) -> str:
        """Return a day."""

    def month(self, when: np.datetime64, /) -> str:
        """Return a month."""

    def sentence(self, key: str, /, **figures: object) -> str:
        """Return the sentence `layer.key` with its figures."""


@dataclass(frozen=True)
class Plain:
    """Writes plain text, as tables hold it."""

    language: Language
    unit: str = ""

    def money(self, amount: float, /) -> str:
        """Return an amount by the custom of the language."""
        return money(amount, self.language, self.unit)

    def percent(self, share: float, /) -> str:
        """Return a share with one decimal."""
        return percent(share)

    def change(self, ratio: float, /) -> str:
        """Return a rise or fall with its sign."""
        return change(ratio)

    def day(self, when: dt.date, /) -> str:
        """Return a day as people write it."""
        return day(when, self.language)

    def month(self, when: np.datetime64, /) -> str:
        """Return a month as people write it."""
        return month(when.astype("datetime64[D]").item(), self.language)

    def sentence(self, key: str, /, **figures: object) -> str:
        """Return the sentence as plain text."""
        return say(key, self.language, **figures)


def rival_reason(rivals: Rivals, rival: Rival, month: int, to: Writer) -> str:
    """Return why a rival stands as it does; beside the season, a festival that is near."""
    figures: dict[str, object] = {
        **{k: to.percent(v) for k, v in rival.shares.items()},
        **{k: to.change(v) for k, v in rival.changes.items()},
        **{k: to.money(v) for k, v in rival.amounts.items()},
        **{k: to.month(v) for k, v in rival.months.items()},
        **rival.counts,
        **rival.names,
    }
    if rival.key == "season":
        figures["span"] = _span(int(rival.counts.get("months", 1)), to)
    said = to.sentence(f"results.rival_reason.{rival.reason}", **figures)
    near = festival_near(rivals.expected.findings, month) if rival.key == "season" else None
    if near is None:
        return said
    name = to.sentence(f"results.festival.{near[0]}")
    festival = to.sentence("results.rival_reason.festival_near", festival=name,
                           day=to.day(near[1]))  # fmt: skip
    return to.sentence("results.two", first=said, second=festival)


def rival_lines(rivals: Rivals, dealer: int, month: int, to: Writer) -> list[str]:
    """Return a line a rival: its name, how it stands, and why; those not excluded first."""
    return [
        to.sentence(
            "results.rival_line",
            rival=to.sentence(f"results.rival.{rival.key}"),
            standing=to.sentence(f"results.rival_standing.{rival.standing}"),
            reason=rival_reason(rivals, rival, month, to),
        )
        for rival in rivals.weigh(dealer, month)
    ]


def measured(rivals: Rivals, dealer: int, month: int, to: Writer) -> str:
    """Return against what the amount was measured; "" where the single month shows it."""
    found = claim(rivals.expected, dealer, month, rivals.readers)
    if not found.by_months:
        return ""
    single = float(rivals.expected.amount[dealer, month])
    key = "measured" if single > found.a_month else "measured_alone"
    return to.sentence(
        f"results.{key}",
        months=found.months,
        expected=to.money(found.a_month),
        single=to.money(single),
    )


def _span(months: int, to: Writer) -> str:
    return to.sentence("results.span_one" if months == 1 else "results.span_many", months=months)
