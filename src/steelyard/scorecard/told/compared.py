"""Our own score beside the rivals, at equal false alarms and with a fixed budget."""

from __future__ import annotations

import math
from dataclasses import replace

from steelyard.scorecard.ranking import OWN, Ranking
from steelyard.scorecard.rivals import RIVALS
from steelyard.scorecard.scorecard import Scorecard
from steelyard.scorecard.told.section import Section, note, number, ratio, share, titled
from steelyard.words import Language, say


def compared(card: Scorecard, language: Language) -> list[Section]:
    """Return both comparisons, and which rivals were left out and why."""
    ranking = card.ranking
    sections = [_equal_false_alarms(ranking, language), _budget(ranking, language)]
    return [*sections, *_left_out(ranking, language)]


def _equal_false_alarms(ranking: Ranking, language: Language) -> Section:
    rows = []
    for ranked in ranking.scores.values():
        equal = ranked.equal_false_alarms
        delay = number(equal.delay.median), number(equal.delay.ninetieth)
        found = share(equal.honest_above), share(equal.recall)
        rows.append((ranked.title[language], number(equal.threshold, 4), *found, *delay))
    heads = ("scorer", "threshold", "honest", "recall", "median", "ninetieth")
    told = titled("ranking", heads, rows, language)
    if math.isnan(ranking.of_oracle):
        return told
    return replace(told, notes=(note("of_oracle", ratio(ranking.of_oracle), language),))


def _budget(ranking: Ranking, language: Language) -> Section:
    rows = [
        (
            ranked.title[language],
            str(ranked.fixed_budget.alarms),
            share(ranked.fixed_budget.recall),
            share(ranked.fixed_budget.precision),
        )
        for ranked in ranking.scores.values()
    ]
    heads = ("scorer", "alarms", "recall", "precision")
    a_month = ranking.scores[OWN].fixed_budget.a_month
    return titled("budget", heads, rows, language, a_month=a_month)


def _left_out(ranking: Ranking, language: Language) -> list[Section]:
    """Return one line for each reason, with the rivals that it holds for."""
    by_reason: dict[str, list[str]] = {}
    for name, reason in ranking.left_out.items():
        by_reason.setdefault(reason.speak(language), []).append(RIVALS[name].title[language])
    joiner = say("scorecard.list", language)
    lines = tuple(
        say("scorecard.left_out", language, rivals=joiner.join(titles), reason=reason)
        for reason, titles in by_reason.items()
    )
    return [Section(notes=lines)] if lines else []
