"""Plain tables: nothing for no rows, and columns that line up in both scripts."""

from __future__ import annotations

from rich.cells import cell_len

from steelyard.cli.text_table import text_table


def test_no_rows_are_no_table() -> None:
    assert list(text_table(("a", "b"), [])) == []


def test_columns_line_up_where_a_letter_takes_two_places() -> None:
    lines = list(text_table(("组", "n"), [("压货", "1"), ("power", "12")]))
    assert lines == ["  组     n", "  压货   1", "  power  12"]
    assert {cell_len(line[: line.rindex(" ")]) for line in lines} == {8}
