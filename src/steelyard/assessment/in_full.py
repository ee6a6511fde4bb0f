"""Messages for whom holds them against the ERP: days, quantities and amounts in full."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from steelyard.words import Language, Message, say
from steelyard.words.numbers import day, exact_with_unit


class InFull(Message):
    """A message whose days, quantities and amounts are written in full."""

    def speak(self, language: Language) -> str:
        """Return the sentence; returns are named only where there are some."""
        unit = str(self.figures.get("unit", ""))
        written = {key: _in_full(value, language, unit) for key, value in self.figures.items()}
        returned = self.figures.get("returned")
        if returned is not None:
            apart = say("assessment.summary_returns", language, **written) if returned else ""
            written["returns"] = apart
        return say(self.key, language, **written)


def _in_full(value: object, language: Language, unit: str) -> object:
    if isinstance(value, dt.date):
        return day(value, language)
    if isinstance(value, Decimal):
        return exact_with_unit(float(value), language, unit)
    return f"{value:,}" if isinstance(value, int) else value
