"""How far a month's orders reach: terminal, page and workbook alike say of one that breaks off."""

from __future__ import annotations

import datetime as dt

from steelyard.results.rival_words import Writer
from steelyard.verdicts.findings import Findings


def last_day(findings: Findings, month: int) -> dt.date | None:
    """Return the last day of the month with an order, where it is known."""
    days = findings.channel.panel.channel_last_day
    if month >= len(days) or days[month] < 1:
        return None
    first: dt.date = findings.channel.panel.months[month].astype("datetime64[D]").item()
    return first.replace(day=int(days[month]))


def breaks_off_words(findings: Findings, month: int, to: Writer) -> str:
    """Return how far the orders reach and what that means; "" for a complete month."""
    day = last_day(findings, month)
    if day is None or not findings.channel.partial_months[month]:
        return ""
    return to.sentence("results.breaks_off", day=to.day(day))
