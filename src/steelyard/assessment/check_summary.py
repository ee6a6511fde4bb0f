"""What `check` says of each table: rows, period, sums, reasons, and how columns were mapped.

A channel manager first holds these figures against the ERP, so they are written in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from steelyard.assessment.in_full import InFull
from steelyard.assessment.resent_told import resent_lines
from steelyard.assessment.rows_told import rows_told
from steelyard.assessment.summary import mapping_lines
from steelyard.assessment.totals import Totals
from steelyard.intake import Intake
from steelyard.intake.reasons import refused_line
from steelyard.intake.result import TableRead
from steelyard.words import Message
from steelyard.words.numbers import quantity


def checked_summary(
    intake: Intake, report: Mapping[str, Any], bought: Totals
) -> tuple[Message, ...]:
    """Return the summary of a check: each table, its mapping, its refused rows."""
    lines: list[Message] = [*intake.notes]
    for name, read in sorted(intake.tables.items()):
        lines.append(rows_told("assessment.summary_table", report["tables"][name], table=name))
        lines += [*resent_lines(read, intake.settings.currency), *_period(read)]
        if name == "sell_in":
            lines.append(InFull("assessment.summary_totals", _sums(bought, intake)))
        lines += [*_reasons(read), *_first_refused(intake, read), *mapping_lines(read)]
    return (*lines, *intake.unused)


def _first_refused(intake: Intake, read: TableRead) -> list[Message]:
    """Return a line on each of the first rows to mend, and how many more there are."""
    lines = [*intake.first_refused(read.name)]
    more = read.rows_to_mend - read.rows_mended - len(lines)
    return [*lines, InFull("assessment.refused_more", {"rows": more})] if more > 0 else lines


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
