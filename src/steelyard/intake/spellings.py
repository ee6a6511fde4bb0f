"""How the dates of a table are spelled, decided over all its sheets together.

One month's file may hold no day above 12; its sisters settle what it leaves open. Where
nothing does, the user is asked: the third of May is not the fifth of March.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from steelyard.intake.cells import Cells
from steelyard.intake.dates import ORDERS, DateSpelling, MonthDay, Order, order_from
from steelyard.intake.headers import header_keys
from steelyard.intake.sheet import Sheet
from steelyard.intake.survey import Look
from steelyard.intake.unusable import InputUnusable
from steelyard.words import Message

_AT_MONTH_END = ("sold_on", "counted_on", "ends_on", "due_on")
_OPENING = ("月初库存", "期初库存", "openingstock")


@dataclass(frozen=True)
class Surveyed:
    """One sheet of a table with what its cells look like."""

    sheet: Sheet
    cells: tuple[Cells, ...]
    looks: Mapping[str, Look]
    repeats: int | None = None
    """Rows that repeat one, estimated; None where the sheet is small enough to count them."""


def spelling(
    one: Cells, within: Surveyed, table: str, all_sheets: Sequence[Surveyed], said: str | None
) -> DateSpelling:
    """Return how a date column is spelled; InputUnusable where month and day stay open."""
    look = within.looks[one.column.name]
    orders: dict[str, Order] = {}
    for length, figures in look.date_figures.items():
        order = _said(said, length) or order_from(length, figures)
        order = order or order_from(length, _pooled(one.column.name, length, all_sheets))
        if order is None:
            place = {"place": within.sheet.place, "header": one.header, "table": table}
            raise InputUnusable(
                Message("intake.day_or_month", {**place, "value": look.date_example})
            )
        orders[length] = order
    return DateSpelling(look.plain_dates, orders, _month_day(one, within.cells))


def _said(said: str | None, length: str) -> Order | None:
    return next((order for order in ORDERS[length] if order == said), None)


def _pooled(column: str, length: str, all_sheets: Sequence[Surveyed]) -> tuple[int, ...]:
    """Add up what all sheets of the table say about one length of dates."""
    figures = [
        sheet.looks[column].date_figures[length]
        for sheet in all_sheets
        if column in sheet.looks and length in sheet.looks[column].date_figures
    ]
    return tuple(map(sum, zip(*figures, strict=True)))


def _month_day(one: Cells, cells: tuple[Cells, ...]) -> MonthDay:
    """Date a month's line by what it tells: its close, its opening, or just the month."""
    if one.column.name not in _AT_MONTH_END:
        return "first"
    opening = any(
        cell.column.name == "quantity" and set(header_keys(cell.header)) & set(_OPENING)
        for cell in cells
    )
    return "before" if opening else "last"
