"""What is said of one salesperson, in one language: counted, judged, provable, moved.

No sentence here calls anybody guilty: a number that chance does not explain is a reason to
look, and what it may be instead is said with it.
"""

from __future__ import annotations

import math

from steelyard.people import People
from steelyard.people.separable import MOST_ALONE, Separable
from steelyard.people.weigh import FEWEST_DEALERS, PROVABLE, Judgement, Person
from steelyard.words import Language, say
from steelyard.words.numbers import p_value, percent, plain


def person_sentence(people: People, place: int, language: Language) -> str:
    """Return the explanation of the person at that place of `people`."""
    person, judgement = people.persons[place], people.judgements[place]
    parts = [
        _counted(person, language),
        _judged(person, judgement, people.separable, place, language),
        _provable(person, judgement, language),
        *_moved(person, language),
        say(f"people.by_{people.flagged_by}", language),
    ]
    return say("people.joiner", language).join(part for part in parts if part)


def _counted(person: Person, language: Language) -> str:
    counts = {"dealers": person.dealers, "flagged": person.flagged}
    if math.isnan(person.p_value):
        return say("people.counted_alone", language, **counts)
    return say(
        "people.counted",
        language,
        **counts,
        expected=plain(person.expected, 1 if person.expected >= 1 else 2),
        p=p_said(person.p_value, language),
    )


def _judged(
    person: Person, judgement: Judgement, apart: Separable, place: int, language: Language
) -> str:
    if judgement == "not_separable":
        return _not_separable(apart, place, language)
    if judgement == "too_few" and person.dealers >= FEWEST_DEALERS:
        return say("people.too_few_for_chance", language)
    if judgement == "above_expected" and person.p_value <= PROVABLE:
        return say("people.one_of_many", language)
    return say(f"people.{judgement}", language, fewest=FEWEST_DEALERS)


def _not_separable(apart: Separable, place: int, language: Language) -> str:
    """Return the plainest reason that suffices: no region, alone there, alone with the kind."""
    reasons = (
        ("unknown", apart.unknown[place]),
        ("region", apart.alone_in_region[place]),
        ("kind", apart.alone[place]),
    )
    why, share = next(one for one in reasons if one[1] >= MOST_ALONE or one[0] == "kind")
    return say(f"people.not_separable_{why}", language, share=percent(float(share)))


def _provable(person: Person, judgement: Judgement, language: Language) -> str:
    if person.provable_from is None or judgement in ("too_few", "not_separable"):
        return ""
    figures = {"number": person.provable_from, "level": PROVABLE}
    return say("people.provable_from", language, **figures)


def _moved(person: Person, language: Language) -> list[str]:
    """Return what the dealers that changed hands tell; nothing where there are none."""
    moved = person.moved
    if not moved.dealers:
        return []
    if math.isnan(moved.p_value):
        return [say("people.moved_silent", language, dealers=moved.dealers)]
    told = say(
        "people.moved",
        language,
        dealers=moved.dealers,
        only_with=moved.only_with,
        only_without=moved.only_without,
        p=p_said(moved.p_value, language),
    )
    follows = moved.p_value <= PROVABLE
    return [told, say("people.moved_follows", language)] if follows else [told]


def p_said(p: float, language: Language) -> str:
    """Return a p-value with its sign: `p = 0.012`, `p < 0.0001`."""
    shown = p_value(p)
    return say("people.p_below" if shown.startswith("<") else "people.p_equals", language, p=shown)
