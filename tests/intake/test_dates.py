"""Dates in all the ways people write them, and the question of day and month."""

from __future__ import annotations

import datetime as dt

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.intake import dates
from steelyard.intake.dates import LONG, SHORT, DateSpelling, MonthDay, order_from


def _staged(cells: list[str], spelling: DateSpelling) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("create table cells as select unnest($1::varchar[]) as t", [cells])
    shape = dates.shape("t", spelling)
    connection.execute(f"create view staged as select t, {shape or 'null'} as s from cells")
    return connection


def read(cells: list[str], month_day: MonthDay = "first") -> list[dt.date | None]:
    """Return the cells as dates, by the evidence of them all."""
    spelling = DateSpelling(False, _orders(cells), month_day)
    query = f"select {dates.value('t', 's', spelling)} from staged"
    return [row[0] for row in _staged(cells, spelling).execute(query).fetchall()]


def _orders(cells: list[str]) -> dict[str, dates.Order]:
    connection = _staged(cells, DateSpelling(False))
    orders = {}
    for length in (LONG, SHORT):
        listed = ", ".join(dates.evidence("s", length))
        *figures, _ = connection.execute(f"select {listed} from staged").fetchall()[0]
        order = order_from(length, tuple(figures))
        if figures[0] and order:
            orders[length] = order
    return orders


@pytest.mark.parametrize(
    "cell", ["abc", "2024-02-30", "20241305", "13/13/2024", "12345678", "2024", "0", "1", "2024年"]
)
def test_what_is_no_day_is_none(cell: str) -> None:
    assert read([cell]) == [None]


@pytest.mark.parametrize(
    "cell",
    [
        "2024-03-05", "2024/3/5", "2024.3.5", "2024年3月5日", "2024年03月05号", "20240305", "45356",
        "45356.75", "2024-03-05 12:00", "2024/3/5 8:05:00", "2024-03-05T12:00:00Z",
        "2024年3月5日 下午3:20", "5-Mar-2024", "05-MAR-24", "March 5, 2024", "2024年3月5日 星期二",
        "2024-3-5",
    ],
)  # fmt: skip
def test_usual_spellings(cell: str) -> None:
    assert read([cell]) == [dt.date(2024, 3, 5)]


@pytest.mark.parametrize("cell", ["2024年3月", "202403", "2024-03", "2024/3", "3/2024", "Mar-24"])
def test_a_month_is_its_first_or_last_day_or_the_day_before(cell: str) -> None:
    assert read([cell]) == [dt.date(2024, 3, 1)]
    assert read([cell], "last") == [dt.date(2024, 3, 31)]
    assert read([cell], "before") == [dt.date(2024, 2, 29)]


def test_a_day_above_twelve_settles_the_column() -> None:
    assert read(["3/5/2024", "3/25/2024"])[0] == dt.date(2024, 3, 5)
    assert read(["3/5/2024", "25/3/2024"])[0] == dt.date(2024, 5, 3)
    assert read(["3/5/24", "12/31/24"])[0] == dt.date(2024, 3, 5)


def test_nothing_settles_it_or_both_do() -> None:
    assert _orders(["3/5/2024"]) == {}
    assert _orders(["3/25/2024", "25/3/2024"]) == {}
    assert _orders(["24-3-5", "24-3-31"]) == {}  # 2024, or the 24th of March 2031


def test_days_that_both_orders_read_alike_need_no_settling() -> None:
    assert read(["5/5/2024"]) == [dt.date(2024, 5, 5)]


def test_a_date_that_no_order_can_read_settles_nothing() -> None:
    assert read(["40/40/2024", "3/25/2024"]) == [None, dt.date(2024, 3, 25)]


@settings(deadline=None, max_examples=30)
@given(st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_back(day: dt.date) -> None:
    serial = str((day - dt.date(1899, 12, 30)).days)
    chinese = f"{day.year}年{day.month}月{day.day}日"
    cells = [day.isoformat(), chinese, f"{day:%Y%m%d}", serial, f"{day:%Y/%m/%d}"]
    assert read(cells) == [day] * 5
