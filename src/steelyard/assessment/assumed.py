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
    """Return the takeovers that were guessed; none where the table of successors was brought."""
    if findings.channel.takeovers_told is not None:
        return []
    panel = findings.channel.panel
    return [_told(panel, one) for one in findings.channel.takeovers]


def held_back_now(assumptions: list[dict[str, Any]]) -> int:
    """Return how many dealers are not alerted in the last month because of an assumption."""
    return len({one["dealer_id"] for one in assumptions if one["now"]})


def _told(panel: Panel, one: Takeover) -> dict[str, Any]:
    ends, last = one.since + LASTS - 1, panel.shape[1] - 1
    said: dict[str, Any] = {
        language: say(
            "assessment.takeover_guessed",
            language,
            heir=_called(panel, one.heir),
            closed=_called(panel, one.closed),
            since=_month(panel, one.since, language),
            until=_month(panel, ends, language),
        )
        for language in LANGUAGES
    }
    return {
        **said,
        "dealer_id": panel.dealers.ids[one.heir],
        "closed_dealer_id": panel.dealers.ids[one.closed],
        "first_month": str(panel.months[0] + one.known),
        "last_month": str(panel.months[0] + ends),
        "now": one.known <= last <= ends,
    }


def _month(panel: Panel, at: int, language: Language) -> str:
    return month_said((panel.months[0] + at).astype("datetime64[D]").item(), language)


def _called(panel: Panel, dealer: int) -> str:
    identity, name = panel.dealers.ids[dealer], panel.dealers.names[dealer]
    return identity if name in ("", identity) else f"{name} ({identity})"
