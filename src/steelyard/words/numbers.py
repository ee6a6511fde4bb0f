"""How amounts, shares, ratios and months are written: 万 and 亿 in Chinese, K and M in English.

One decimal, as people say it; the exact figure stays in the tables.
"""

from __future__ import annotations

import datetime as dt

from steelyard.words import Language

_STEPS: dict[Language, tuple[tuple[float, str], ...]] = {
    "zh": ((1e8, "亿"), (1e4, "万")),
    "en": ((1e9, "B"), (1e6, "M"), (1e3, "K")),
}


def money(amount: float, language: Language, unit: str = "") -> str:
    """Return an amount by the custom of the language: `1,240.0万`, `12.4M`."""
    size = abs(amount)
    for step, name in _STEPS[language]:
        # Compare after rounding, so that 999,960 reads 1.0M and never 1,000.0K.
        if round(size / step, 1) >= 1:
            return f"{amount / step:,.1f}{name if language == 'en' else ' ' + name}{unit}"
    return f"{amount:,.0f}{unit}"


def percent(share: float, *, signed: bool = False) -> str:
    """Return a share as a percentage with one decimal: `7.9%`, `+12.0%`."""
    return f"{share * 100:+.1f}%" if signed else f"{share * 100:.1f}%"


def month(day: dt.date, language: Language) -> str:
    """Return a month as people write it: `2025年4月`, `Apr 2025`."""
    if language == "zh":
        return f"{day.year}年{day.month}月"
    return f"{_MONTHS[day.month - 1]} {day.year}"


def p_value(p: float) -> str:
    """Return a p-value without false precision: `0.012`, `< 0.0001`."""
    return "< 0.0001" if p < 0.0001 else f"{p:.2g}" if p < 0.1 else f"{p:.2f}"


_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
