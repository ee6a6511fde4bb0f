"""What `check` says of each table: rows, period, sums, reasons, and how columns were mapped.

A channel manager first holds these figures against the ERP, so they are written in full.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from steelyard.assessment.rows_told import rows_told
from steelyard.assessment.summary import mapping_lines
from steelyard.assessment.totals import Totals
from steelyard.intake import Intake
from steelyard.intake.reasons import refused_line
from steelyard.intake.result import TableRead
from steelyard.words import Language, Message, say
from steelyard.words.numbers import day, exact_with_unit, quantity


def checked_summary(
    intake: Intake, report: Mapping[str, Any], bought: Totals
) -> tuple[Message, ...]:
    """Return the summary of a check: each table, its mapping, its refused rows."""
    lines: list[Message] = [*intake.notes]
    for name, read in sorted(intake.tables.items()):
        lines.append(rows_told("assessment.summary_table", report["tables"][name], table=name))
        lines += _period(read)
        if name == "sell_in":
            lines.append(InFull("assessment.summary_totals", _sums(bought, intake)))
        lines += [*_reasons(read), *intake.first_refused(name), *mapping_lines(read)]
    return (*lines, *intake.unused)


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


def _sums(bought: Totals, intake: Intake) -> dict[str, object]:
    return {
        "dealers": bought.dealers,
        "orders": bought.orders,
        "quantity": quantity(float(bought.quantity)),
        "amount": bought.amount,
        "bought": bought.amount + bought.returns_amount,
        "returned": bought.returns_amount,
        "unit": intake.settings.currency,
    }


def _period(read: TableRead) -> list[Message]:
    if read.first_date is None or read.last_date is None:
        return []
    days = {"first": read.first_date, "last": read.last_date}
    return [InFull("assessment.summary_period", days)]


def _reasons(read: TableRead) -> list[Message]:
    """Return a line a reason, and why they add up to more where they do."""
    lines: list[Message] = [refused_line(refusal, read.name) for refusal in read.refusals]
    if sum(refusal.rows for refusal in read.refusals) > read.rows_quarantined:
        lines.append(Message("assessment.summary_several_reasons"))
    return lines
