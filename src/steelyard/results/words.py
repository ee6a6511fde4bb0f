"""Explanations: a signal's sentence with its figures, a verdict with evidence and doubt."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from steelyard.results.case_words import amount_words, strength_words
from steelyard.results.rival_words import Plain, measured, rival_lines
from steelyard.results.rivals import Rivals
from steelyard.results.settling import CHECKS, PAPERS, missing, raised_at, steps
from steelyard.results.strength import strength_of
from steelyard.signals import SIGNALS, Figure, Reader
from steelyard.verdicts import Findings
from steelyard.verdicts.cleared import AFTER_ALERT, DETECTABLE, UNSOLD
from steelyard.words import Language, filled, say
from steelyard.words.numbers import money, money_apart, month, p_value, percent, plain

BOUNDS: Mapping[str, str] = {
    "most": f"{plain(DETECTABLE * 100)}%",
    "unsold_most": f"{plain(UNSOLD * 100)}%",
    "years": plain(AFTER_ALERT / 12),
}
"""What the word genuine asks for, as it is said."""


def figure(value: object, form: Figure, language: Language, unit: str) -> str:
    """Return one figure as its declaration says it is written."""
    if form.unit == "text":
        return str(value)
    number = float(value)  # type: ignore[arg-type]
    if math.isnan(number):
        return say("verdicts.not_known", language)
    if form.unit == "money":
        return money(number, language, unit)
    if form.unit == "percent":
        return percent(number, signed=form.signed)
    if form.unit == "points":
        return say("verdicts.points", language, points=plain(number * 100, 1, signed=form.signed))
    # A second decimal of 41 times as much says nothing.
    places = {"count": 0, "days": 0, "ratio": 2 if abs(number) < 10 else 1}[form.unit]
    return plain(number, places, signed=form.signed)


def signal_sentence(
    findings: Findings, name: str, dealer: int, at: int, language: Language,
    readers: Mapping[str, Reader] = SIGNALS,
) -> str:  # fmt: skip
    """Return the sentence of one signal on one dealer and month."""
    signal, reading = readers[name].signal, findings.readings[name]
    unit = findings.channel.settings.currency
    written = {
        "month": month_name(findings, at, language),
        "amount": money(float(reading.amount_in_question[dealer, at]), language, unit),
        "p": p_value(float(reading.p_value[dealer, at])),
    }
    for key, form in signal.figures.items():
        written[key] = figure(reading.figures[key][dealer, at], form, language, unit)
    for key, other in signal.apart.items():
        one, two = (float(reading.figures[name][dealer, at]) for name in (key, other))
        places = money_apart(one, two, language)
        written[key], written[other] = (money(x, language, unit, places) for x in (one, two))
    unknown = say("verdicts.not_known", language)
    nothing = {key: figure(0.0, signal.figures[key], language, unit) for key in signal.clauses}
    said = {
        key: "" if written[key] in (nothing[key], unknown) else filled(clause[language], written)
        for key, clause in signal.clauses.items()
    }
    return filled(signal.explanation[language], {**written, **said})


def signal_title(name: str, language: Language, readers: Mapping[str, Reader] = SIGNALS) -> str:
    """Return a signal's title; its name where it is not one of the package's."""
    return readers[name].signal.title[language] if name in readers else name


def month_name(findings: Findings, at: int, language: Language) -> str:
    """Return the panel's month as people write it."""
    return month(findings.channel.panel.months[at].astype("datetime64[D]").item(), language)


def settle(findings: Findings, language: Language) -> str:
    """Return which reports would settle it: those that were not brought, else an audit."""
    wanting = missing(findings.tables_present)
    if not wanting:
        return say("verdicts.settle_check", language, tables=named(("audit",), language))
    return say("verdicts.settle", language, tables=named(wanting, language))


def settle_case(
    findings: Findings, dealer: int, at: int, language: Language,
    readers: Mapping[str, Reader] = SIGNALS,
) -> str:  # fmt: skip
    """Return what settles this case at the least cost, then the others."""
    ranked = steps(findings, dealer, at, readers)
    if not ranked:
        return settle(findings, language)
    kind = {"paper": "settle_paper", "check": "settle_check"}.get(_kind(ranked[0]), "settle")
    first, others = named(ranked[:1], language), named(ranked[1:], language)
    if not others:
        return say(f"verdicts.{kind}", language, tables=first)
    return say(f"verdicts.{kind}_first", language, first=first, others=others)


def named(steps: Sequence[str], language: Language) -> str:
    """Return what would settle a case as people write a list."""
    names = [say(f"verdicts.{_kind(step)}_{step}", language) for step in steps]
    return say("verdicts.list", language).join(names)


def _kind(step: str) -> str:
    if step in PAPERS:
        return "paper"
    return "check" if step in CHECKS else "table"


def watch_sentence(rivals: Rivals, dealer: int, at: int, language: Language) -> str:
    """Return the whole explanation of a watch: money, evidence, rivals, what would settle it."""
    findings = rivals.expected.findings
    to = Plain(language, findings.channel.settings.currency)
    evidence = [
        signal_sentence(findings, name, dealer, at, language, rivals.readers)
        for name in raised_at(findings, dealer, at)
    ]
    if against := measured(rivals, dealer, at, to):
        evidence.append(against)
    joiner = say("verdicts.joiner", language)
    return say(
        "verdicts.watch",
        language,
        amount=amount_words(findings, dealer, at, to),
        strength=strength_words(strength_of(rivals, dealer, at), to),
        evidence=joiner.join(evidence),
        rivals=joiner.join(rival_lines(rivals, dealer, at, to)),
        settle=settle_case(findings, dealer, at, language, rivals.readers),
    )


def unjudged_sentence(findings: Findings, reason: str, language: Language) -> str:
    """Return why months stay unjudged, and what would let them be judged."""
    key = f"{reason}_some" if reason in ("thin", "unsold") else reason
    settled = settle(findings, language)
    return say(f"verdicts.{key}", language, settle=settled, **BOUNDS)
