"""From a figure to departures: slips that are made up for, and a habit of one's own."""

from __future__ import annotations

import numpy as np

from steelyard.balance.departures import departed

MONTHS = 36


def _figure(dealers: int = 40, spread: float = 0.1) -> np.ndarray:
    return np.random.default_rng(5).normal(0, spread, (dealers, MONTHS))


def test_ordinary_months_stand_about_one_error_from_nothing() -> None:
    departure = departed(_figure(), 0.1).departure[:, :, 12:]
    assert 0.7 < np.nanstd(departure) < 1.3


def test_a_level_of_ones_own_is_no_departure() -> None:
    figure = _figure()
    figure[0] += 1.5
    assert np.nanmax(np.abs(departed(figure, 0.1).departure[:, 0, 12:])) < 4


def test_who_is_wild_is_held_against_its_own_wildness() -> None:
    figure = _figure()
    figure[0] *= 5
    assert np.nanmax(np.abs(departed(figure, 0.1).departure[:, 0, 18:])) < 5


def test_a_step_stands_out_in_its_direction() -> None:
    figure = _figure()
    figure[0, 30:] += 1
    figure[1, 30:] -= 1
    departure = departed(figure, 0.1).departure
    assert departure[1, 0, 31] > 5
    assert departure[1, 1, 31] < -5


def test_what_is_made_up_for_the_next_month_is_a_slip() -> None:
    figure = _figure(spread=0.02)
    figure[0, 29] -= 0.5
    figure[0, 30] += 0.5
    strict = departed(figure, 4e-4, drift=0.0, slips=True).departure[:, 0, 30:]
    plain = departed(figure, 4e-4, drift=0.0).departure[:, 0, 30:]
    assert np.nanmax(strict) < 3
    assert np.nanmax(plain) > 5


def test_what_stays_is_no_slip() -> None:
    figure = _figure(spread=0.02)
    figure[0, 29:] += 0.3
    departure = departed(figure, 4e-4, drift=0.0, slips=True).departure[:, 0]
    assert np.nanmax(departure[:, 30]) > 5
