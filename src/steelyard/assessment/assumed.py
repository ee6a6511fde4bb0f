"""What was assumed because no table tells it: who took over a closed dealer's business.

An assumption may hide somebody, so it is told with the table that would settle it.
"""

from __future__ import annotations

from typing import Any

from steelyard.baselines.takeover import LASTS, Takeover
from steelyard.facts.panel import Panel
from steelyard.verdicts import Findings
from steelyard.words import LANGUAGES, Language, say
from steelyard.words.numbers import month as month_said


def assumed(findings: Findings) -> list[dict[str, Any]]:
    """Return the guessed takeovers of each closed dealer; none where the table was brought."""
    if findings.channel.takeovers_told is not None:
        return []
    by_closed: dict[tuple[int, int], list[Takeover]] = {}
    for one in findings.channel.takeovers:
        by_closed.setdefault((one.since, one.closed), []).append(one)
    return [_told(findings.channel.panel, heirs) for _, heirs in sorted(by_closed.items())]


def held_back_now(assumptions: list[dict[str, Any]]) -> int:
    """Return how many dealers are not alerted in the last month because of an assumption."""
    return len({dealer for one in assumptions if one["now"] for dealer in one["dealer_ids"]})


def _told(panel: Panel, heirs: list[Takeover]) -> dict[str, Any]:
    """Return one closed dealer with all that may have taken it over: months differ in the guess."""
    one, last = heirs[0], panel.shape[1] - 1
    ends = one.since + LASTS - 1
    said: dict[str, Any] = {
        language: say(
            "assessment.takeover_guessed",
            language,
            closed=_called(panel, one.closed),
            heirs=say("verdicts.list", language).join(_called(panel, h.heir) for h in heirs),
            since=_month(panel, one.since, language),
            until=_month(panel, ends, language),
        )
        for language in LANGUAGES
    }
    return {
        **said,
        "closed_dealer_id": panel.dealers.ids[one.closed],
        "dealer_ids": [panel.dealers.ids[heir.heir] for heir in heirs],
        "first_month": str(panel.months[0] + one.known),
        "last_month": str(panel.months[0] + ends),
        "now": one.known <= last <= ends,
    }


def _month(panel: Panel, at: int, language: Language) -> str:
    return month_said((panel.months[0] + at).astype("datetime64[D]").item(), language)


def _called(panel: Panel, dealer: int) -> str:
    identity, name = panel.dealers.ids[dealer], panel.dealers.names[dealer]
    return identity if name in ("", identity) else f"{name} ({identity})"
