"""Cells of a workbook as text in one form."""

# ruff: noqa: DTZ001 - a workbook's moments have no time zone
from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.intake.readers.workbook.cells import Cell, cell_text, column_text, number_text


def test_text_stays_as_it_is() -> None:
    assert column_text(["007", " x ", ""]).to_pylist() == ["007", " x ", ""]


@pytest.mark.parametrize(
    ("cells", "texts"),
    [
        ([1001.0, "", 2.0], ["1001", None, "2"]),
        ([1.5, 2.0, ""], ["1.5", "2", None]),
        ([0.1 + 0.2, 1e-7, 1e17, -0.5], ["0.3", "0.0000001", "100000000000000000", "-0.5"]),
        ([1.0, "x", ""], ["1", "x", ""]),
        ([7, 8.0], ["7", "8"]),
        ([dt.date(2024, 3, 5), ""], ["2024-03-05", None]),
        ([dt.date(2024, 3, 5), "合计"], ["2024-03-05", "合计"]),
        (
            [dt.datetime(2024, 3, 5), dt.datetime(2024, 3, 5, 10, 11, 11, 999_998)],
            ["2024-03-05", "2024-03-05 10:11:12"],
        ),
        ([dt.date(2024, 3, 5), dt.datetime(2024, 3, 5, 9)], ["2024-03-05", "2024-03-05 09:00:00"]),
        ([True, False, ""], ["true", "false", ""]),
        ([dt.time(12), dt.timedelta(days=1, hours=12)], ["12:00:00", "1.5"]),
        ([dt.datetime(9999, 12, 31, 23, 59, 59, 999_999)], ["9999-12-31 23:59:59"]),
        ([math.inf, 1.0], ["inf", "1"]),
        (["", ""], ["", ""]),
    ],
)
def test_columns(cells: list[Cell], texts: list[str | None]) -> None:
    assert column_text(cells).to_pylist() == texts


numbers = st.floats(-1e14, 1e14) | st.integers(-(10**9), 10**9).map(float)


@given(st.lists(numbers, min_size=1, max_size=20))
def test_a_column_says_what_its_numbers_say_one_by_one(cells: list[float]) -> None:
    for text, cell in zip(column_text(cells).to_pylist(), cells, strict=True):
        assert "e" not in text
        assert Decimal(text) == Decimal(number_text(cell))
        assert math.isclose(float(text), cell, rel_tol=1e-14, abs_tol=1e-300)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_amounts_of_two_decimals_come_back_exactly(amount: Decimal) -> None:
    assert Decimal(cell_text(float(amount))) == amount
