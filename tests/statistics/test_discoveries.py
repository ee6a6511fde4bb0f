"""Benjamini-Hochberg, plain and weighted: the share of false alarms holds."""

from __future__ import annotations

import numpy as np
from scipy import stats

from steelyard.statistics.joining import discoveries


def test_nothing_known_nothing_found() -> None:
    assert not discoveries(np.full(4, np.nan), 0.05).any()


def test_ordinary_months_are_hardly_ever_selected() -> None:
    rng = np.random.default_rng(1)
    rounds = [discoveries(rng.random(300), 0.05).any() for _ in range(400)]
    assert np.mean(rounds) < 0.09


def test_it_selects_what_scipys_adjusted_p_values_select() -> None:
    rng = np.random.default_rng(2)
    p = np.concatenate([rng.random(200), rng.random(20) * 1e-4])
    adjusted = stats.false_discovery_control(p, method="bh")
    np.testing.assert_array_equal(discoveries(p, 0.1), adjusted <= 0.1)


def test_the_unknown_is_never_selected_and_does_not_count() -> None:
    p = np.array([0.02, np.nan, np.nan, 0.04])
    np.testing.assert_array_equal(discoveries(p, 0.05), [True, False, False, True])


def test_weights_move_the_budget_to_where_they_are() -> None:
    p = np.full(10, 0.5)
    p[0] = p[1] = 0.012
    weights = np.ones(10)
    assert not discoveries(p, 0.05).any()
    weights[0] = 30.0
    np.testing.assert_array_equal(np.flatnonzero(discoveries(p, 0.05, weights)), [0])
    np.testing.assert_array_equal(discoveries(p, 0.05, np.zeros(10)), discoveries(p, 0.05))
