"""Trailing windows against the plain definition, month by month."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from steelyard.statistics.trailing import (
    median_of_rows,
    trailing_count,
    trailing_mean,
    trailing_median,
    trailing_sum,
)

values = arrays(
    np.float64, st.tuples(st.integers(1, 4), st.integers(1, 20)),
    elements=st.one_of(st.just(float("nan")), st.integers(-1000, 1000).map(float)),
)  # fmt: skip


def test_the_month_itself_is_never_in_its_window() -> None:
    series = np.array([[1.0, 2.0, 3.0, 1000.0]])
    assert trailing_median(series, 12, 1)[0, 3] == 2.0
    assert np.isnan(trailing_median(series, 12, 1)[0, 0])


def test_too_few_known_months_give_nothing() -> None:
    series = np.array([[1.0, np.nan, 3.0, 4.0, 5.0]])
    assert np.isnan(trailing_median(series, 12, 3)[0, 3])
    assert trailing_median(series, 12, 3)[0, 4] == 3.0


@given(values, st.integers(1, 14), st.integers(1, 4))
def test_medians_are_medians_of_the_months_before(series, window: int, minimum: int) -> None:
    found = trailing_median(series, window, minimum)
    for dealer, month in np.ndindex(*series.shape):
        past = series[dealer, max(0, month - window) : month]
        past = past[~np.isnan(past)]
        if past.size < minimum:
            assert np.isnan(found[dealer, month])
        else:
            assert found[dealer, month] == np.median(past)


@given(values, st.integers(1, 14))
def test_sums_counts_and_means(series, window: int) -> None:
    total, count = trailing_sum(series, window), trailing_count(series, window)
    mean = trailing_mean(series, window, minimum=2)
    for dealer, month in np.ndindex(*series.shape):
        past = series[dealer, max(0, month - window) : month]
        past = past[~np.isnan(past)]
        assert total[dealer, month] == past.sum()
        assert count[dealer, month] == past.size
        if past.size < 2:
            assert np.isnan(mean[dealer, month])
        else:
            assert mean[dealer, month] == pytest.approx(past.mean())


def test_a_row_without_values_has_no_median() -> None:
    rows = np.array([[np.nan, np.nan], [1.0, 4.0]])
    np.testing.assert_array_equal(median_of_rows(rows), [np.nan, 2.5])


@pytest.mark.parametrize("width", [1, 2, 5, 8])
@pytest.mark.parametrize("missing", [0.0, 0.5])
def test_the_median_of_rows_is_the_median(width: int, missing: float) -> None:
    rng = np.random.default_rng(width)
    rows = rng.normal(size=(300, width))
    rows[rng.random(rows.shape) < missing] = np.nan
    expected = [np.median(row[~np.isnan(row)]) if (~np.isnan(row)).any() else np.nan
                for row in rows]  # fmt: skip
    np.testing.assert_array_equal(median_of_rows(rows), expected)


def test_only_the_wanted_months_are_answered() -> None:
    values = np.random.default_rng(1).normal(size=(20, 30))
    wanted = np.arange(30) % 3 == 2
    some = trailing_median(values, wanted=wanted)
    assert np.isnan(some[:, ~wanted]).all()
    np.testing.assert_array_equal(some[:, wanted], trailing_median(values)[:, wanted])
