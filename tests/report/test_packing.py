"""Packed columns come back without losing a digit."""

from __future__ import annotations

import base64
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.report.packing import Packed, pack, rounded


def unpack(packed: Packed, rows: int) -> np.ndarray:
    """Do what page/unpack.js does."""
    planes = np.frombuffer(zlib.decompress(base64.b64decode(packed["data"])), dtype=np.uint8)
    planes = planes.reshape(packed["width"], rows)
    if packed["width"] == 8:
        return np.ascontiguousarray(planes.T).view("<f8").ravel()
    whole = sum(planes[k].astype(np.float64) * 256.0**k for k in range(packed["width"]))
    return np.where(whole == 0, np.nan, (whole - 1 + packed["least"]) / packed["scale"])


def test_an_empty_column_is_packed() -> None:
    assert unpack(pack(np.array([])), 0).size == 0


def test_a_column_of_nothing_stays_nothing() -> None:
    assert np.isnan(unpack(pack(np.full(3, np.nan)), 3)).all()


@given(st.lists(st.one_of(st.none(), st.integers(-(10**11), 10**11)), min_size=1, max_size=60))
def test_cents_come_back_exactly(cents: list[int | None]) -> None:
    values = np.array([np.nan if c is None else c / 100 for c in cents])
    packed = pack(values)
    assert packed["width"] < 8
    np.testing.assert_array_equal(unpack(packed, len(values)), values)


@given(st.lists(st.floats(allow_infinity=False, width=64), min_size=1, max_size=60))
def test_any_double_comes_back_exactly(numbers: list[float]) -> None:
    values = np.array(numbers)
    np.testing.assert_array_equal(unpack(pack(values), len(values)), values)


def test_whole_numbers_take_few_bytes() -> None:
    assert pack(np.arange(200.0))["width"] == 1
    assert pack(np.arange(300.0))["width"] == 2


@pytest.mark.parametrize(("value", "kept"), [(0.12345678, 0.123457), (np.nan, np.nan)])
def test_ratios_keep_six_decimals(value: float, kept: float) -> None:
    np.testing.assert_array_equal(rounded(np.array([value])), np.array([kept]))
