"""A dealer's figure beside the channel's."""

from __future__ import annotations

import numpy as np

from steelyard.balance.beside import beside_channel


def test_a_handful_of_dealers_is_no_channel() -> None:
    few = np.array([[1.0], [9.0]])
    np.testing.assert_array_equal(beside_channel(few), few)


def test_a_season_of_a_small_channel_is_nobody_s_rise() -> None:
    season = np.array([[0.0, 1.0, 0.0]])
    beside = beside_channel(np.arange(5.0)[:, None] + season)
    np.testing.assert_allclose(np.diff(beside, axis=1), 0.0)


def test_what_moves_all_dealers_moves_nobody() -> None:
    level = np.arange(9.0)[:, None]
    months = np.array([[0.0, 5.0, -3.0]])
    beside = beside_channel(level + months)
    np.testing.assert_allclose(beside, np.repeat(level - 4.0, 3, axis=1))


def test_unknown_stays_unknown() -> None:
    figure = np.repeat(np.arange(9.0)[:, None], 2, axis=1)
    figure[3, 1] = np.nan
    beside = beside_channel(figure)
    assert np.isnan(beside[3, 1])
    assert np.count_nonzero(np.isnan(beside)) == 1
