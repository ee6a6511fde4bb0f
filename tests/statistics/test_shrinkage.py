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


def _two_sizes(months: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return spreads of a hundred small wild dealers and a hundred large steady ones."""
    rng = np.random.default_rng(4)
    spread = np.r_[np.full(100, 1.0), np.full(100, 0.2)] * rng.lognormal(0, 0.2, 200)
    size = np.r_[np.full(100, 1.0), np.full(100, 3.0)] + rng.uniform(0, 0.1, 200)
    return spread[:, None], np.full((200, 1), months), size[:, None]


def test_large_dealers_borrow_from_large_ones() -> None:
    spread, months, size = _two_sizes(24.0)
    found = shrink_spread(spread, months, size)[:, 0]
    assert np.median(found[:100]) == pytest.approx(1.0, rel=0.1)
    assert np.median(found[100:]) == pytest.approx(0.2, rel=0.1)
    assert found[100:].max() < 0.3
    short = np.full((200, 1), 4.0)
    assert np.median(shrink_spread(spread, short, size)[100:]) < 0.25
    assert np.median(shrink_spread(spread, short)[100:]) > 0.3


def test_spreads_that_hardly_differ_are_borrowed_nearly_whole() -> None:
    spread, months, size = _two_sizes(24.0)
    found = shrink_spread(spread, months, size)[:100, 0]
    assert np.std(np.log(found)) < 0.5 * np.std(np.log(spread[:100, 0]))


def test_spreads_that_do_differ_are_kept() -> None:
    rng = np.random.default_rng(4)
    spread = rng.lognormal(0, 1.0, 200)[:, None]
    found = shrink_spread(spread, np.full((200, 1), 24.0))
    assert np.corrcoef(np.log(found[:, 0]), np.log(spread[:, 0]))[0, 1] > 0.95
    assert np.std(np.log(found)) > 0.6


def test_dealers_of_one_and_the_same_size_are_one_group() -> None:
    spread, months, _ = _two_sizes(4.0)
    same = shrink_spread(spread, months, np.ones((200, 1)))
    assert np.isfinite(same).all()


def test_a_spread_of_nothing_borrows_and_breaks_nothing() -> None:
    spread = np.array([[0.0], [1.0], [1.0]])
    found = shrink_spread(spread, np.full((3, 1), 6.0))[:, 0]
    assert found[0] == pytest.approx(np.sqrt(0.5))
