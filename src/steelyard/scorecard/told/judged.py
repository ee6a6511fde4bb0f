"""Which months, dealers and cases were judged, and what had to be left out."""

from __future__ import annotations

from steelyard.scorecard.scorecard import Period, Scorecard
from steelyard.scorecard.told.section import Section
from steelyard.words import Language, say
from steelyard.words.numbers import month

LEFT_OUT = (
    "cases_outside", "began_before", "missing_honest", "missing_with_case", "unknown_dealers",
)  # fmt: skip


def judged(card: Scorecard, language: Language) -> list[Section]:
    """Return one section of notes."""
    period = card.period
    first, last = (
        month(end.astype("datetime64[D]").item(), language) for end in (period.first, period.last)
    )
    figures = {"first": first, "last": last, "months": period.months, "honest": period.honest}
    said = say("scorecard.judged", language, **figures, dealers=period.dealers, cases=period.cases)
    silent = [say("scorecard.all_unjudged", language)] if period.all_unjudged else []
    return [Section(notes=(said, *silent, *_left_out(period, language)))]


def _left_out(period: Period, language: Language) -> list[str]:
    counts = {name: int(getattr(period, name)) for name in LEFT_OUT}
    return [
        say(f"scorecard.{name}", language, count=count) for name, count in counts.items() if count
    ]
