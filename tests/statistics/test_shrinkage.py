"""Spreads borrowed from the channel where the dealer's own past is short."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.statistics.shrinkage import shrink_spread

NAN = np.nan


def test_nobody_known_nothing_said() -> None:
    assert np.isnan(shrink_spread(np.full((3, 2), NAN), np.zeros((3, 2)))).all()


def test_no_own_past_takes_the_channels_spread() -> None:
    spread = np.array([[1.0], [3.0], [2.0], [NAN]])
    assert shrink_spread(spread, np.full((4, 1), 12.0))[3, 0] == 2.0


def test_a_long_past_keeps_its_own() -> None:
    spread = np.array([[4.0], [1.0], [1.0]])
    found = shrink_spread(spread, np.full((3, 1), 12.0))[0, 0]
    assert found == pytest.approx(np.sqrt((6 * 1 + 12 * 16) / 18))


def test_each_month_has_its_own_typical_spread() -> None:
    spread = np.array([[1.0, 5.0], [1.0, 5.0], [NAN, NAN]])
    np.testing.assert_array_equal(shrink_spread(spread, np.full((3, 2), 3.0))[2], [1.0, 5.0])
