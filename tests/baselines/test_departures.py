"""Departures: beside the peers' month, the dealer's own level and its own season."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.baselines.departures import LEAST_SPREAD, departures, later
from steelyard.baselines.peers import Grouping, Peers


def _peers(dealers: int, months: int, level: list[int] | None = None) -> Peers:
    group = Grouping(np.array(level or [0] * dealers))
    return Peers(group, group, np.zeros((dealers, months), dtype=bool))


def _figure(dealers: int = 30, months: int = 40) -> np.ndarray:
    rng = np.random.default_rng(3)
    return rng.normal(0, 0.3, (dealers, months)) + rng.normal(0, 2, (dealers, 1))


def test_what_all_peers_do_is_no_departure() -> None:
    figure = _figure()
    moved = figure.copy()
    moved[:, 30] += 7.0
    peers = _peers(30, 40)
    plain, found = departures(figure, peers, None), departures(moved, peers, None)
    np.testing.assert_allclose(found.left, plain.left, atol=1e-9)


def test_the_dealers_own_level_is_no_departure() -> None:
    found = departures(_figure(), _peers(30, 40), None)
    assert np.abs(found.left[:, 20:]).mean() < 0.35
    np.testing.assert_allclose(found.foretold + found.left, _figure())


def test_what_leaves_the_level_is_measured_in_ordinary_spreads() -> None:
    figure = _figure()
    figure[4, 35] += 3.0
    found = departures(figure, _peers(30, 40), None)
    assert 5 < found.score[4, 35] < 14
    assert found.past[4, 35] == 12


def test_a_clockwork_dealer_still_has_a_spread() -> None:
    assert departures(np.zeros((9, 20)), _peers(9, 20), None).spread[0, 15] == LEAST_SPREAD
    wide = departures(np.zeros((9, 20)), _peers(9, 20), None, least_spread=0.5)
    assert wide.spread[0, 15] == 0.5


def test_levels_have_peers_of_their_own() -> None:
    figure = np.zeros((12, 20))
    figure[6:, 15] = 1.0
    found = departures(figure, _peers(12, 20, [0] * 6 + [1] * 6), None)
    assert not found.left[:, 15].any()


def test_too_few_peers_say_nothing_of_the_month() -> None:
    figure = np.zeros((3, 20))
    figure[:, 15] = 1.0
    assert departures(figure, _peers(3, 20), None).left[0, 15] == pytest.approx(1.0)


@pytest.mark.parametrize("lag", [0, 2, 30])
def test_a_lag_moves_values_later(lag: int) -> None:
    values = np.arange(20.0).reshape(2, 10)
    moved = later(values, lag)
    assert moved.shape == values.shape
    for month in range(10):
        if month < lag:
            assert np.isnan(moved[:, month]).all()
        else:
            np.testing.assert_array_equal(moved[:, month], values[:, month - lag])
