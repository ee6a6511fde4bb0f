"""What a section of the scorecard is, and how shares, months and names are written in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from steelyard.statistics.wilson import Proportion
from steelyard.words import Language, say
from steelyard.words.numbers import percent, plain

UNKNOWN = "–"


@dataclass(frozen=True)
class Section:
    """A table of words; every row has as many cells as the head."""

    title: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()


def titled(
    name: str,
    heads: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    language: Language,
    **figures: object,
) -> Section:
    """Return a section whose title, with its figures, and heads stand in the catalogue."""
    head = tuple(say(f"scorecard.head.{one}", language) for one in heads)
    return Section(say(f"scorecard.title.{name}", language, **figures), head, tuple(rows))


def share(of: Proportion) -> str:
    """Return count, share and interval: `12/15 80.0% (54.8–93.0%)`."""
    if not of.of:
        return UNKNOWN
    low, high = f"{of.low * 100:.1f}", f"{of.high * 100:.1f}"
    return f"{of.count}/{of.of} {of.share * 100:.1f}% ({low}–{high}%)"


def note(figure: str, value: str, language: Language) -> str:
    """Return a figure below a table: its name in the catalogue, and its value."""
    return say(
        "scorecard.note", language, name=say(f"scorecard.figure.{figure}", language), value=value
    )


def number(value: float, places: int = 1) -> str:
    """Return a number, or the sign for one that is not known."""
    return plain(value, places) if math.isfinite(value) else UNKNOWN


def ratio(value: float) -> str:
    """Return a ratio as a percentage, or the sign for one that is not known."""
    return percent(value) if math.isfinite(value) else UNKNOWN


def named(kind: str, name: str, language: Language) -> str:
    """Return a name in words; as it came where the catalogue does not know it.

    Truth may come from others, who name causes and circumstances of their own.
    """
    try:
        return say(f"{kind}.{name}", language)
    except KeyError:
        return name


def cause_name(name: str, language: Language) -> str:
    """Return a cause in words."""
    kind = "scorecard.name" if name in ("none", "unknown") else "report.cause"
    return named(kind, name, language)
