"""How amounts, shares, ratios and months are written: 万 and 亿 in Chinese, K and M in English.

One decimal, as people say it, and more only where two amounts must be told apart; the exact
figure stays in the tables. Below nothing stands a minus (U+2212), not the hyphen, behind which a
line may break; tables of numbers keep the hyphen, because programs read them.
"""

from __future__ import annotations

import datetime as dt

from steelyard.words import Language

_STEPS: dict[Language, tuple[tuple[float, str], ...]] = {
    "zh": ((1e8, "亿"), (1e4, "万")),
    "en": ((1e9, "B"), (1e6, "M"), (1e3, "K")),
}

_MOST_PLACES = 4
MINUS = "−"
_SIGNS_IN_FRONT = ("$", "€", "£", "¥", "￥", "₹")


def money(amount: float, language: Language, unit: str = "", places: int = 1) -> str:
    """Return an amount by the custom of the language: `1,240.0万`, `12.4M`."""
    size = abs(amount)
    for step, name in _STEPS[language]:
        # Compare after rounding, so that 999,960 reads 1.0M and never 1,000.0K.
        if round(size / step, 3) >= 1:
            short = f"{size / step:,.{places}f}{name if language == 'en' else ' ' + name}"
            break
    else:
        short = f"{size:,.{places - 1}f}"
    return with_unit(short, amount < 0 and short != "0", language, unit)


def money_apart(amount: float, other: float, language: Language) -> int:
    """Return how many decimals `money` needs until two amounts read differently.

    As many as ever where they are the same to the last one tried.
    """
    for places in range(1, _MOST_PLACES + 1):
        if money(amount, language, places=places) != money(other, language, places=places):
            return places
    return 1


def with_unit(short: str, negative: bool, language: Language, unit: str) -> str:
    """Set a currency where its readers look for it: `¥1.2M`, `1.2M CNY`, `120.0 万元`."""
    minus = MINUS if negative else ""
    if unit in _SIGNS_IN_FRONT:
        return f"{minus}{unit}{short}"
    space = " " if language == "en" and unit else ""
    return f"{minus}{short}{space}{unit}"


def plain(number: float, places: int = 0, *, signed: bool = False) -> str:
    """Return a number with its thousands apart; what reads as nothing has no minus."""
    return f"{number:{'+' if signed else ''}z,.{places}f}".replace("-", MINUS)


def percent(share: float, *, signed: bool = False) -> str:
    """Return a share as a percentage with one decimal: `7.9%`, `+12.0%`.

    A small share that one decimal would make nothing gets two: `0.03%`.
    """
    places = 2 if 0.00005 <= abs(share) < 0.0005 else 1
    return f"{plain(share * 100, places, signed=signed)}%"


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


def money_steps(language: Language) -> tuple[tuple[float, str], ...]:
    """Return (size, name) of the steps that `money` uses, largest first, for other writers."""
    return _STEPS[language]


def exact(number: float, unit: str = "") -> str:
    """Return a number in full, as the hover shows it: `5,201,234.50元`, `1,240`."""
    written = plain(number, 2)
    return f"{written.removesuffix('.00')}{unit}"


def exact_with_unit(number: float, language: Language, unit: str = "") -> str:
    """Return an amount in full with its currency where readers look for it: `$1,240.50`."""
    short = exact(abs(number))
    return with_unit(short, number < 0 and short != "0", language, unit)


def quantity(number: float) -> str:
    """Return a quantity in full: up to four decimals, none of them a closing zero."""
    written = f"{number:z,.4f}"
    return written.rstrip("0").rstrip(".")


def day(date: dt.date, language: Language) -> str:
    """Return a day as people write it: `2025年4月3日`, `3 Apr 2025`."""
    if language == "zh":
        return f"{date.year}年{date.month}月{date.day}日"
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def change(ratio: float) -> str:
    """Return a rise or fall with its sign for readers and screen readers: `▲ 12.0%`.

    What reads as nothing has no direction.
    """
    size = f"{abs(ratio) * 100:,.1f}%"
    sign = "＝" if size == "0.0%" else "▲" if ratio > 0 else "▼"
    return f"{sign} {size}"
