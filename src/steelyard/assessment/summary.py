"""The summary on the terminal: what was read, how the channel stands, whom to verify first.

Messages, not text: the command line chooses the language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from steelyard.assessment.assumed import held_back_now
from steelyard.assessment.rows_told import ROWS, rows_told
from steelyard.intake import Intake
from steelyard.intake.result import TableRead
from steelyard.people import People
from steelyard.results.case_words import amount_words, grade_words, sums_words
from steelyard.results.expected_month import ExpectedMonth
from steelyard.results.month_reach import breaks_off_words
from steelyard.results.queue import sums_by_kind, to_verify
from steelyard.results.rival_words import Plain
from steelyard.results.rivals import Rivals
from steelyard.results.settling import missing
from steelyard.tiers import Tiers
from steelyard.verdicts import Findings
from steelyard.words import Language, Message, say
from steelyard.words.numbers import money, month, percent

NAMED = 5
"""So many dealers to verify are named on the terminal; all are in the report."""


@dataclass(frozen=True)
class Money:
    """An amount that is written when the language is known."""

    amount: float
    unit: str


@dataclass(frozen=True)
class Told:
    """Words of the results that are said when the language is known."""

    words: Callable[[Plain], str]
    unit: str


@dataclass(frozen=True)
class Places:
    """Files that are spoken of together: the first is named, the others are counted."""

    names: list[str]


class Spoken(Message):
    """A message whose figures are amounts, months and lists that each language writes itself."""

    def speak(self, language: Language) -> str:
        """Return the sentence, its figures written by the custom of the language."""
        written = {key: _written(value, language) for key, value in self.figures.items()}
        return say(self.key, language, **written)


def _written(value: object, language: Language) -> object:
    if isinstance(value, Money):
        return money(value.amount, language, value.unit)
    if isinstance(value, Told):
        return value.words(Plain(language, value.unit))
    if isinstance(value, Message):
        return value.speak(language)
    if isinstance(value, np.datetime64):
        return month(value.astype("datetime64[D]").item(), language)
    if isinstance(value, Places):
        others = len(value.names) - 1
        key = "assessment.place_one" if others == 0 else "assessment.place_many"
        return say(key, language, first=value.names[0], others=others)
    if isinstance(value, tuple):
        words = [say(f"verdicts.table_{table}", language) for table in value]
        return say("verdicts.list", language).join(words)
    return f"{value:,}" if isinstance(value, int) else value


def assessed_summary(
    intake: Intake,
    report: Mapping[str, Any],
    findings: Findings,
    ranked: Tiers,
    people: People,
    told: Sequence[Message] = (),
) -> tuple[Message, ...]:
    """Return the summary of an assessment; `told` is what else is to say of the input."""
    mappings = [line for _, read in sorted(intake.tables.items()) for line in mapping_lines(read)]
    return (
        *mappings,
        *_rows(report, findings),
        *told,
        *_channel(findings, ranked),
        *_breaks_off(findings),
        *_to_verify(findings),
        *_people(people),
        *_open_questions(report, findings),
    )


def mapping_lines(read: TableRead) -> list[Message]:
    """Return how the headers were understood: one line for all sheets that agree.

    A wrong guess costs a real partner, so every run prints what it took for what.
    """
    # A quarantine file that is fed back has rows of several sheets; it is one place.
    alike: dict[tuple[tuple[str, str], ...], dict[str, None]] = {}
    unknown: dict[tuple[str, ...], dict[str, None]] = {}
    for sheet in read.sheets:
        if not sheet.mapping:
            continue  # a query read it: only what its reader refused is this table's
        alike.setdefault(tuple(sheet.mapping.items()), {})[sheet.place] = None
        if sheet.unknown_headers:
            unknown.setdefault(sheet.unknown_headers, {})[sheet.place] = None
    used = [_mapping_line(read.name, list(places), pairs) for pairs, places in alike.items()]
    unused = [
        Spoken(
            "assessment.summary_unknown",
            {"place": Places(list(places)), "columns": ", ".join(names)},
        )
        for names, places in unknown.items()
    ]
    return [*used, *unused]


def _mapping_line(table: str, places: list[str], pairs: tuple[tuple[str, str], ...]) -> Message:
    figures = {
        "table": table,
        "place": Places(places),
        "pairs": ", ".join(f"{column} = {header}" for header, column in pairs),
    }
    return Spoken("assessment.summary_mapping", figures)


def _rows(report: Mapping[str, Any], findings: Findings) -> list[Message]:
    """Return what became of the sell-in lines, apart from other tables: the ERP counts so."""
    tables = report["tables"]
    sell_in, others = tables["sell_in"], [t for name, t in tables.items() if name != "sell_in"]
    lines: list[Message] = [rows_told("assessment.summary_sell_in", sell_in, written=True)]
    if others:
        lines.append(rows_told("assessment.summary_others", _sum(others, ROWS), written=True))
    after = _sum(tables.values(), ("rows_after_as_of",))["rows_after_as_of"]
    if after:
        figures = {"rows": after, "month": findings.channel.panel.months[-1]}
        lines.append(Spoken("assessment.summary_after", figures))
    return lines


def _sum(tables: Iterable[Mapping[str, Any]], names: Iterable[str]) -> dict[str, int]:
    every = list(tables)
    return {name: sum(int(table[name]) for table in every) for name in names}


def beyond_the_data(asked: dt.date | None, last: np.datetime64) -> list[Message]:
    """Say that the data end before the month asked for; nothing where they do not."""
    if asked is None or np.datetime64(asked, "M") <= last:
        return []
    months = {"asked": np.datetime64(asked, "M"), "last": last}
    return [Spoken("assessment.as_of_beyond", months)]


def _channel(findings: Findings, ranked: Tiers) -> list[Message]:
    """Return the size of the channel; shares are of the dealers that the pyramid counts."""
    panel, unit = findings.channel.panel, findings.channel.settings.currency
    base = ranked.active & (panel.dealers.level == 1)
    year = float(ranked.amount[base].sum())
    key = base & (ranked.tier == "key")
    share = float(ranked.amount[key].sum()) / year if year > 0 else 0.0
    return [
        Spoken(
            "assessment.summary_channel",
            {
                "dealers": len(panel.dealers),
                "active": int(base.sum()),
                "first": panel.months[0],
                "last": panel.months[-1],
                "amount": Money(year, unit),
            },
        ),
        Spoken(
            "assessment.summary_concentration",
            {
                "key": int(key.sum()),
                "share": percent(share),
                "major": int((base & (ranked.tier == "major")).sum()),
            },
        ),
    ]


def _breaks_off(findings: Findings) -> list[Message]:
    """Say that the judged month is not complete; nothing where it is."""
    said = partial(breaks_off_words, findings, findings.channel.panel.shape[1] - 1)
    if not said(Plain("en")):
        return []
    return [Spoken("assessment.summary_breaks_off", {"said": Told(said, "")})]


def _to_verify(findings: Findings) -> list[Message]:
    """Return whom to verify in the last month, in the order of the report."""
    verdicts, panel = findings.verdicts, findings.channel.panel
    month = panel.shape[1] - 1
    watched = to_verify(Rivals(ExpectedMonth(findings)), month)
    last = panel.months[month]
    if not watched:
        return [Spoken("assessment.summary_no_watch", {"month": last})]
    unit, sums = findings.channel.settings.currency, sums_by_kind(verdicts, month)
    told = Told(partial(sums_words, sums), unit)
    figures = {"month": last, "count": len(watched), "amounts": told}
    lines: list[Message] = [Spoken("assessment.summary_watch", figures)]
    for place, (dealer, strength) in enumerate(watched[:NAMED], start=1):
        line = {
            "rank": place,
            "dealer": _named(findings, dealer),
            "amount": Told(partial(amount_words, findings, dealer, month), unit),
            "strength": Told(partial(grade_words, strength), unit),
        }
        lines.append(Spoken("assessment.summary_watch_line", line))
    if len(watched) > NAMED:
        more = {"count": len(watched) - NAMED}
        lines.append(Spoken("assessment.summary_watch_more", more))
    return lines


def _named(findings: Findings, dealer: int) -> str:
    dealers = findings.channel.panel.dealers
    identity, name = dealers.ids[dealer], dealers.names[dealer]
    return identity if name == identity else f"{name} ({identity})"


def _people(people: People) -> list[Message]:
    """Return how many salespeople to look at; a terminal is no place for their names."""
    count = people.judgements.count("clustered")
    return [Spoken("assessment.summary_people", {"count": count})] if count else []


def _open_questions(report: Mapping[str, Any], findings: Findings) -> list[Message]:
    lines: list[Message] = []
    wanting = tuple(missing(findings.tables_present))
    if wanting:
        lines.append(Spoken("assessment.summary_unjudged", {"tables": wanting}))
    if held_back := held_back_now(report["assumed"]):
        lines.append(Spoken("assessment.summary_assumed", {"count": held_back}))
    earlier = report["earlier_verdicts"]
    if earlier["changed"]:
        why = "summary_changed" if earlier["made_alike"] else "summary_remade"
        lines.append(Spoken(f"assessment.{why}", {"count": int(earlier["changed"])}))
    return lines
