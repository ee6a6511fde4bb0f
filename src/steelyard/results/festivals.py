"""The moving festivals that shift a channel's sales, as sentences and pictures name them.

It only names days; what a festival does to an ordinary month is the baselines' question.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

import holidays
import numpy as np

from steelyard.verdicts.findings import Findings

NAMES = {"CN": {"春节": "spring", "中秋节": "autumn"}}
"""Per country: words in the calendar's names of festivals -> key of the name in `words`."""


@cache
def festivals(years: tuple[int, ...], country: str) -> dict[str, dict[int, dt.date]]:
    """Return {festival key: {year: first day}} for those years; empty for other countries."""
    found: dict[str, dict[int, dt.date]] = {}
    if country not in NAMES or not years:
        return found
    calendar = holidays.country_holidays(country, years=years, language="zh_CN")
    for date, name in sorted(calendar.items()):
        for word, key in NAMES[country].items():
            if word in name and "补" not in name and "休息日" not in name:
                found.setdefault(key, {}).setdefault(date.year, date)
    return found


def festival_near(findings: Findings, month: int) -> tuple[str, dt.date] | None:
    """Return (key, day) of a festival in the month or the one after, which it may explain.

    Goods for a festival are bought before it. The calendar is known ahead, so this is no
    look-ahead.
    """
    this = findings.channel.panel.months[month]
    span = (str(this), str(this + np.timedelta64(1, "M")))
    years = tuple(sorted({int(m[:4]) for m in span}))
    for key, days in festivals(years, findings.channel.settings.festivals).items():
        for day in days.values():
            if f"{day:%Y-%m}" in span:
                return key, day
    return None
