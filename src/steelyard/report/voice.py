"""How the report speaks: one language, one currency, every short number with its exact one.

Templates get it as `t`. What it returns is either plain text, which templates escape, or
markup whose every figure has been escaped already.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from markupsafe import Markup, escape

from steelyard.words import Language, catalogue, say
from steelyard.words.numbers import MINUS, change, day, exact, money, month, p_value, percent, plain
from steelyard.words.plurals import in_number

NOTHING = Markup("—")


@dataclass(frozen=True)
class Voice:
    """Speaks the catalogue `report` in one language."""

    language: Language
    currency: str = ""

    def __call__(self, key: str, **figures: object) -> str:
        """Return a sentence as plain text."""
        return say(f"report.{key}", self.language, **figures)

    def rich(self, key: str, **figures: object) -> Markup:
        """Return a sentence whose figures may carry their exact value on hover."""
        return self.sentence(f"report.{key}", **figures)

    def sentence(self, key: str, /, **figures: object) -> Markup:
        """Return the sentence `layer.key`, whose figures may be markup."""
        layer, _, rest = key.partition(".")
        counted = in_number(catalogue(layer, self.language)[rest], figures)
        template = Markup(escape(counted))  # noqa: S704
        return template.format(**figures)

    def in_currency(self, key: str) -> str:
        """Return a word with the currency behind it, as heads of columns have it."""
        return self.with_unit(self(key), self.currency)

    def with_unit(self, name: str, unit: str) -> str:
        """Return a name with its unit behind it: `进货额（元）`, `Sell-in ($)`."""
        if not unit:
            return name
        return f"{name}（{unit}）" if self.language == "zh" else f"{name} ({unit})"

    def section(self, name: str, layer: str = "report") -> dict[str, str]:
        """Return a section of a catalogue, for the scripts of the page."""
        words = catalogue(layer, self.language)
        return {k.removeprefix(f"{name}."): v for k, v in words.items() if k.startswith(f"{name}.")}

    def plain_money(self, amount: float) -> str:
        """Return an amount by the custom of the language; a dash for NaN."""
        if not math.isfinite(amount):
            return NOTHING
        return money(amount, self.language, self.currency)

    def money(self, amount: float) -> Markup:
        """Return an amount with its exact value on hover."""
        if not math.isfinite(amount):
            return NOTHING
        return self._hover(self.plain_money(amount), exact(amount, self._unit))

    @property
    def _unit(self) -> str:
        return f" {self.currency}" if self.currency else ""

    def percent(self, share: float, signed: bool = False) -> Markup:
        """Return a share with four decimals on hover; a dash for NaN."""
        if not math.isfinite(share):
            return NOTHING
        return self._hover(percent(share, signed=signed), f"{plain(share * 100, 4)}%")

    def change(self, ratio: float) -> Markup:
        """Return a rise or fall with its sign; a dash for NaN."""
        if not math.isfinite(ratio):
            return NOTHING
        return self._hover(change(ratio), f"{plain(ratio * 100, 4, signed=True)}%")

    def number(self, value: float, places: int = 0) -> str:
        """Return a plain number; a dash for NaN."""
        return plain(value, places) if math.isfinite(value) else NOTHING

    def effect(self, value: float) -> str:
        """Return an effect in its own unit with three digits; a dash for NaN."""
        return f"{value:.3g}".replace("-", MINUS) if math.isfinite(value) else NOTHING

    def p(self, value: float) -> Markup:
        """Return a p-value without false precision, the exact one on hover."""
        if not math.isfinite(value):
            return NOTHING
        return self._hover(p_value(value), f"p = {value:.6g}")

    def month(self, when: dt.date | np.datetime64) -> str:
        """Return a month as people write it."""
        return month(_date(when), self.language)

    def day(self, when: dt.date) -> str:
        """Return a day as people write it."""
        return day(when, self.language)

    def join(self, words: list[str]) -> str:
        """Return a list as people write it."""
        return ("、" if self.language == "zh" else ", ").join(words)

    def held(self, text: str) -> Markup:
        """Return a sentence in which no line breaks between a figure and its unit."""
        parts = _figures(self.currency).split(text)
        kept = Markup('<span class="held">{}</span>')
        return Markup("").join(kept.format(p) if i % 2 else p for i, p in enumerate(parts))

    @staticmethod
    def _hover(shown: str, whole: str) -> Markup:
        return Markup('<span class="n" title="{}">{}</span>').format(whole, shown)


@cache
def _figures(currency: str) -> re.Pattern[str]:
    """Return what finds a figure with its sign and unit, or a month."""
    unit = f"(?: ?{re.escape(currency)})?" if currency else ""
    figure = rf"(?:[▲▼＝<] |[−+$€£¥￥₹])*\d[\d,]*(?:\.\d+)?(?: ?[万亿]|[KMB]\b|%)?{unit}"
    month = r"\d{4}年\d{1,2}月(?:\d{1,2}日)?|\b[A-Z][a-z]{2} \d{4}\b"
    return re.compile(f"({month}|{figure})")


def _date(when: dt.date | np.datetime64) -> dt.date:
    if isinstance(when, np.datetime64):
        date: dt.date = when.astype("datetime64[D]").item()
        return date
    return when
