"""The share of scans away from home against the dealer's own level and the year before."""

from __future__ import annotations

import numpy as np

from steelyard.balance.away import away_shift

MONTHS = 36


def _channel(share: float = 0.1, scans: float = 100.0) -> tuple[np.ndarray, np.ndarray]:
    """Return scans of a dozen dealers and those away, all at one share."""
    everywhere = np.full((12, MONTHS), scans)
    return everywhere, np.round(everywhere * share)


def test_a_share_that_stays_stands_at_nothing() -> None:
    shift = away_shift(*_channel())
    assert np.nanmax(np.abs(shift.departure)) < 1e-6


def test_a_share_that_rises_everywhere_is_nobodys() -> None:
    scans, away = _channel()
    away[:, 24:] *= 3
    assert np.nanmax(np.abs(away_shift(scans, away).departure)) < 1e-6


def test_a_border_dealers_share_is_its_own() -> None:
    scans, away = _channel()
    away[0] = 50
    assert np.nanmax(away_shift(scans, away).departure[:, 0, 6:]) < 1


def test_a_summer_that_comes_back_is_no_departure() -> None:
    scans, away = _channel()
    summer = np.isin(np.arange(MONTHS) % 12, (6, 7))
    away[0, summer] = 30
    departure = away_shift(scans, away).departure[:, 0]
    assert np.nanmax(departure[:, [6, 7]]) > 3
    assert np.nanmax(departure[:, [18, 19, 30, 31]]) < 2


def test_a_rise_stands_out_in_the_windows_that_hold_it() -> None:
    scans, away = _channel()
    away[0, 30:] = 30
    shift = away_shift(scans, away)
    assert (shift.departure[:3, 0, 32] > 4).all()
    assert np.nanmax(shift.departure[:, 0, :30]) < 1
    odds = np.log(30 / 70) - np.log(10 / 90)
    assert 0.7 * odds < shift.size[2, 0, 32] <= odds


def test_a_month_with_two_scans_is_unknown() -> None:
    scans, away = _channel()
    scans[0, 30], away[0, 30] = 2, 2
    assert np.isnan(away_shift(scans, away).departure[:, 0, 30]).all()
