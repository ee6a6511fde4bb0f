"""The moving festivals that shift a channel's sales, as marks on the pictures.

It only names days; what a festival does to an ordinary month is the baselines' question.
"""

from __future__ import annotations

import datetime as dt

import holidays

NAMES = {"CN": {"春节": "spring", "中秋节": "autumn"}}
"""Per country: words in the calendar's names of festivals -> key of the name in `words`."""


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
