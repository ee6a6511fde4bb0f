"""Sums over windows of months, and months that are not known."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.balance.windows import (
    least_over,
    mean_over,
    mean_over_chosen,
    over,
    over_chosen,
    over_each,
    running,
    with_gaps_filled,
)

NAN = np.nan
ROW = np.array([[1.0, 2.0, NAN, 4.0]])


def test_nothing_known_adds_up_to_nothing() -> None:
    assert over(np.full((1, 3), NAN), 2).tolist() == [[0, 0, 0]]
    assert np.isnan(mean_over(np.full((1, 3), NAN), 2)).all()
    assert np.isnan(least_over(np.full((1, 3), NAN), 2)).all()


def test_running_sums_stand_before_each_month() -> None:
    assert running(ROW).tolist() == [[0, 1, 3, 3, 7]]


def test_a_window_is_shorter_where_the_panel_begins() -> None:
    assert over(ROW, 2).tolist() == [[1, 3, 2, 4]]
    assert over(ROW, 9).tolist() == [[1, 3, 3, 7]]


def test_a_mean_is_of_the_months_that_are_known() -> None:
    np.testing.assert_array_equal(mean_over(ROW, 3), [[1, 1.5, 1.5, 3]])


def test_each_cell_may_have_a_window_of_its_own() -> None:
    both, months = np.repeat(ROW, 2, axis=0), np.array([[1, 2, 3, 2], [2, 1, 1, 9]])
    assert over_chosen(both, months).tolist() == [[1, 3, 3, 4], [1, 2, 0, 7]]
    means = [[1, 1.5, 1.5, 4], [1, 2, NAN, 7 / 3]]
    np.testing.assert_array_equal(mean_over_chosen(both, months), means)


@pytest.mark.parametrize("months", [1, 2, 4, 9])
def test_a_window_chosen_everywhere_is_that_window(months: int) -> None:
    everywhere = np.full(ROW.shape, months)
    assert over_chosen(ROW, everywhere).tolist() == over(ROW, months).tolist()
    np.testing.assert_array_equal(mean_over_chosen(ROW, everywhere), mean_over(ROW, months))


def test_the_least_of_the_months_that_are_known() -> None:
    np.testing.assert_array_equal(least_over(ROW, 2), [[1, 1, 2, 4]])
    np.testing.assert_array_equal(least_over(ROW, 9), [[1, 1, 1, 1]])


def test_a_gap_takes_the_recent_mean() -> None:
    filled = with_gaps_filled(np.array([[4.0, 8.0, NAN, NAN], [NAN, 2.0, 2.0, 2.0]]))
    np.testing.assert_array_equal(filled, [[4, 8, 6, 6], [0, 2, 2, 2]])


def test_windows_of_several_lengths_stand_in_their_order() -> None:
    np.testing.assert_array_equal(over_each(ROW, (1, 2))[:, 0], [[1, 2, 0, 4], [1, 3, 2, 4]])


def test_a_table_that_was_not_brought_is_an_error() -> None:
    with pytest.raises(ValueError, match="not brought"):
        over_each(None, (1,))
