"""Who was accused and who was cleared: alarms, honest dealers, the word genuine, salespeople."""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.scorecard.scorecard import Scorecard
from steelyard.scorecard.told.section import Section, named, number, share, titled
from steelyard.words import Language, say


def accused(card: Scorecard, language: Language) -> list[Section]:
    """Return the sections on alarms, false ones, the word genuine and salespeople."""
    return [
        _figures("alarms", _alarms(card), language),
        _figures("false_alarms", _false_alarms(card), language),
        _circumstances(card, language),
        _genuine(card, language),
        *_salespeople(card, language),
    ]


def _alarms(card: Scorecard) -> Mapping[str, str]:
    alarms = card.alarms
    return {
        "new": str(alarms.new),
        "a_month": number(alarms.a_month, 2),
        "most": str(alarms.most_in_a_month),
        "precision": share(alarms.precision),
        "before_case": str(alarms.before_case),
        "after_case": str(alarms.after_case),
    }


def _false_alarms(card: Scorecard) -> Mapping[str, str]:
    false = card.false_alarms
    return {
        "ever_alerted": share(false.ever_alerted),
        "ever_listed": share(false.ever_listed),
        "dealer_years": f"{false.alarms} / {number(false.dealer_years)}",
        "a_dealer_year": number(false.a_dealer_year, 4),
    }


def _figures(title: str, figures: Mapping[str, str], language: Language) -> Section:
    rows = [(say(f"scorecard.figure.{name}", language), value) for name, value in figures.items()]
    return titled(title, ("figure", "value"), rows, language)


def _circumstances(card: Scorecard, language: Language) -> Section:
    rows = [
        (named("scorecard.circumstance", name, language), share(alerted))
        for name, alerted in card.false_alarms.by_circumstance.items()
    ]
    return titled("circumstances", ("group", "alerted"), rows, language)


def _genuine(card: Scorecard, language: Language) -> Section:
    said = card.genuine
    rows = [
        (say(f"scorecard.figure.{name}", language), share(of))
        for name, of in (
            ("genuine_lies", said.of_lies),
            ("genuine_liars", said.liars),
            ("genuine_honest", said.of_honest),
        )
    ]
    for name, of in said.of_honest_by_tier.items():
        tier = say(f"report.tier.{name}", language).lower()
        rows.append((say("scorecard.figure.genuine_tier", language, tier=tier), share(of)))
    return titled("genuine", ("figure", "value"), rows, language)


def _salespeople(card: Scorecard, language: Language) -> list[Section]:
    if card.salespeople is None:
        return []
    people = card.salespeople
    figures = {
        "found": share(people.found),
        "wrongly": share(people.wrongly),
        "to_look_at": share(people.to_look_at),
        "looked_at_wrongly": share(people.looked_at_wrongly),
    }
    return [_figures("salespeople", figures, language)]
