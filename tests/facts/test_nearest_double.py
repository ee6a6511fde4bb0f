"""Decimals become the double that is nearest to them, whatever their size."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.facts.nearest_double import nearest_doubles


def _column(values: list[Decimal | None], scale: int = 4) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array(values, pa.decimal128(38, scale))])


@settings(deadline=None)
@given(
    st.lists(st.none() | st.integers(-(10**30), 10**30) | st.integers(-(10**9), 10**9)),
    st.sampled_from([0, 2, 4, 8]),
)
def test_every_decimal_becomes_its_nearest_double(values: list[int | None], scale: int) -> None:
    decimals = [None if v is None else Decimal(v).scaleb(-scale) for v in values]
    expected = [None if d is None else float(d) for d in decimals]
    assert nearest_doubles(_column(decimals, scale)).to_pylist() == expected


def test_a_slice_of_a_column_gives_its_own_values() -> None:
    column = _column([Decimal("1.1"), None, Decimal("22547.94"), Decimal("-0.05")])
    assert nearest_doubles(column.slice(1, 2)).to_pylist() == [None, 22547.94]


def test_several_chunks_and_none_at_all() -> None:
    both = pa.chunked_array([*_column([Decimal("0.1")]).chunks, *_column([None]).chunks])
    assert nearest_doubles(both).to_pylist() == [0.1, None]
    assert nearest_doubles(pa.chunked_array([], pa.decimal128(28, 4))).to_pylist() == []


def test_whole_numbers_and_doubles_pass() -> None:
    assert nearest_doubles(pa.chunked_array([[1, None]], pa.int64())).to_pylist() == [1.0, None]
    assert nearest_doubles(pa.chunked_array([[0.5]])).to_pylist() == [0.5]
