"""Numbers in all the ways people write them."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.intake import numbers
from steelyard.intake.folding import folded


def read(
    cells: list[str], sql_type: str = "decimal(18,4)", *, percent: bool = False
) -> list[object]:
    """Return the cells as numbers, by the evidence of them all."""
    connection = duckdb.connect()
    connection.execute("create table cells as select unnest($1::varchar[]) as c", [cells])
    connection.execute(f"create table folded as select {folded('c', messy=True)} as t from cells")
    found = connection.execute(f"select {', '.join(numbers.evidence('t'))} from folded").fetchall()
    spelling = numbers.spelling_from(*found[0])
    shape = numbers.shape("t", spelling)
    value = numbers.value("t", "s" if shape else None, sql_type, percent=percent)
    query = f"select {value} from (select t, {shape or 'null'} as s from folded)"
    return [row[0] for row in connection.execute(query).fetchall()]


@pytest.mark.parametrize(
    "cell",
    ["12,0OO", "12箱", "abc", "1,23", "--5", "-(5)", "(5", "3%", "1 2", "#REF!", "1.2.3", ""],
)
def test_what_is_unclear_is_no_number(cell: str) -> None:
    assert read([cell, "1.25"]) == [None, Decimal("1.25")]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1200", "1200"), ("1,200", "1200"), ("1,234,567.5", "1234567.5"), ("１，２００", "1200"),
        ("¥1,200.50", "1200.5"), ("￥１２", "12"), ("1200元", "1200"), ("RMB 3,000", "3000"),
        ("$ -5", "-5"), ("(1,234)", "-1234"), ("1234-", "-1234"), ("-5", "-5"), ("- 5", "-5"),
        ("+7", "7"), (".5", "0.5"), ("5.", "5"), ("1.2万", "12000"), ("-3万元", "-30000"),
        ("2亿", "200000000"), ("1 234", "1234"), ("1e3", "1000"), ("−5", "-5"), (" 5 ", "5"),
    ],
)  # fmt: skip
def test_usual_spellings(cell: str, number: str) -> None:
    assert read([cell, "1.25"])[0] == Decimal(number)


def test_a_comma_is_decimal_where_the_column_says_so() -> None:
    assert read(["1.234,50", "12,5", "1.234", "100"]) == [
        Decimal("1234.5"), Decimal("12.5"), Decimal("1234"), Decimal("100"),
    ]  # fmt: skip


def test_one_slip_does_not_make_fractions_of_thousands() -> None:
    assert read(["1,200", "12,5", "3,400"]) == [Decimal("1200"), None, Decimal("3400")]


def test_a_percentage_is_a_ratio_only() -> None:
    assert read(["3%"], "double", percent=True) == [0.03]
    assert read(["3%"]) == [None]


@settings(deadline=None, max_examples=30)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_thousands_separators_change_nothing(number: Decimal) -> None:
    assert read([f"{number:,.2f}"]) == [number]
