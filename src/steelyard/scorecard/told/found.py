"""What was found: recall by group, delay, and the causes named."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from steelyard.scorecard.causes import Confusion
from steelyard.scorecard.delay import Delay
from steelyard.scorecard.recall import Caught, Recall
from steelyard.scorecard.scorecard import Scorecard
from steelyard.scorecard.told.section import Section, cause_name, named, note, number, share, titled
from steelyard.words import Language, say


def found(card: Scorecard, language: Language) -> list[Section]:
    """Return the sections on discovery; one sentence where there was nothing to be found."""
    if not card.period.cases:
        return [Section(notes=(say("scorecard.no_case", language),))]
    return [
        _recall(card.recall, language),
        _delay(card.delay, language),
        *_causes(card, language),
    ]


def _recall(recall: Recall, language: Language) -> Section:
    group_name = partial(named, "scorecard.group", language=language)
    groups: list[tuple[str, Mapping[str, Caught], Callable[[str], str]]] = [
        ("cause", recall.by_cause, partial(cause_name, language=language)),
        ("size", recall.by_size, group_name),
        ("evasion", recall.by_evasion, group_name),
        ("trace", recall.by_trace, group_name),
    ]
    rows = [_caught(group_name("all"), recall.cases)]
    rows += [
        _caught(say(f"scorecard.group.{kind}", language, name=words(name)), caught)
        for kind, group, words in groups
        for name, caught in group.items()
    ]
    return titled("recall", ("group", "alert", "watch"), rows, language)


def _caught(name: str, caught: Caught) -> tuple[str, ...]:
    return (name, share(caught.alert), share(caught.watch))


def _delay(delay: Delay, language: Language) -> Section:
    row = (str(delay.caught), number(delay.median), number(delay.ninetieth))
    return titled("delay", ("caught", "median", "ninetieth"), [row], language)


def _causes(card: Scorecard, language: Language) -> list[Section]:
    """Return both confusion tables; none where nothing was caught."""
    causes = card.causes
    if not causes.by_label:
        return []
    right = note("right", share(causes.right), language)
    within = note("right_within", share(causes.right_within), language)
    cause = _confusion("causes", causes.by_cause, language)
    label = _confusion("labels", causes.by_label, language)
    return [
        Section(cause.title, cause.head, cause.rows, (right, within)),
        label,
    ]


def _confusion(title: str, table: Confusion, language: Language) -> Section:
    """Return a confusion table: a row for each true name, a column for each name given."""
    name = (
        partial(cause_name, language=language)
        if title == "causes"
        else partial(named, "report.verdict", language=language)
    )
    given = sorted({said for row in table.values() for said in row})
    head = [say("scorecard.head.true", language)]
    head += [say("scorecard.head.said", language, name=name(said)) for said in given]
    rows = tuple(
        (name(true), *(str(row.get(said, 0)) for said in given)) for true, row in table.items()
    )
    return Section(say(f"scorecard.title.{title}", language), tuple(head), rows)
