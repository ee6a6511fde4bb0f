"""Scans that reported sales foretell: delays, codes of others, and months without a report."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.balance.scanning import (
    USUAL_DELAYS,
    expected_scans,
    of_own_codes,
    scanning,
    units_for_each_scan,
)
from tests.markets import DELAYS, market
from tests.panels import panel

NAN = np.nan


def _scans(sold: np.ndarray, delays: tuple[float, ...], rate: float) -> np.ndarray:
    """Return the scans of those sales; before the first month it sold as in the first."""
    past = np.concatenate([np.repeat(sold[:, :1], 3, axis=1), sold], axis=1)
    last = past.shape[1]
    return rate * sum(part * past[:, 3 - back : last - back] for back, part in enumerate(delays))


def test_the_newest_months_do_not_look_fake() -> None:
    sold = np.full((5, 24), 1000.0)
    scans = _scans(sold, DELAYS, 0.05)
    np.testing.assert_allclose(expected_scans(scans, sold), scans, rtol=1e-6)


def test_a_month_of_much_is_scanned_in_the_months_after() -> None:
    rng = np.random.default_rng(3)
    sold = np.round(rng.uniform(500, 1500, (20, 36)))
    sold[:, 20] *= 5
    scans = _scans(sold, (0.3, 0.4, 0.2, 0.1), 0.05)
    told = expected_scans(scans, sold)
    # The delays of this channel are not the usual ones: it has told them by now.
    np.testing.assert_allclose(told[:, 30:], scans[:, 30:], rtol=0.1)


def test_before_the_channel_tells_the_usual_delays_hold() -> None:
    sold = np.zeros((1, 5))
    sold[0, 0] = 1.0
    sold[0, 1:] = 0.0
    scans = np.full((1, 5), 0.0)
    scans[0, 0] = 1.0
    told = expected_scans(scans, sold)
    assert told[0, 4] == pytest.approx(0)
    assert told[0, 0] == pytest.approx(USUAL_DELAYS.sum())


def test_a_month_without_a_report_is_unknown_and_borrows_for_those_after() -> None:
    sold = np.full((1, 12), 100.0)
    sold[0, 6] = NAN
    told = expected_scans(np.full((1, 12), 5.0), sold)
    assert np.isnan(told[0, 6])
    assert told[0, 7] == pytest.approx(5.0)


def test_goods_taken_over_carry_the_codes_of_others() -> None:
    bought = panel({"A": [1000.0] * 6}, moved_in_quantity=np.array([[0, 0, 300.0, 0, 0, 0]]))
    shares = of_own_codes(bought)[0]
    np.testing.assert_allclose(shares, [1, 1, 0.5, 400 / 700, 400 / 700, 400 / 700])
    assert of_own_codes(panel({"A": [1000.0]})).tolist() == [[1.0]]


def test_scans_without_a_place_count_as_home() -> None:
    ours = market(dealers=12).panel()
    found = scanning(replace(ours, scans_away=None))
    assert found is not None
    np.testing.assert_array_equal(found.home, ours.scans)
    assert (found.away == 0).all()


def test_without_scans_or_reports_there_is_nothing_to_compare() -> None:
    ours = market(dealers=12).panel()
    assert scanning(replace(ours, scans=None)) is None
    assert scanning(replace(ours, sell_out_quantity=None)) is None


def test_an_honest_channel_is_scanned_as_foretold() -> None:
    found = scanning(market().panel())
    assert found is not None
    figure, sampling = found.rate
    assert np.nanstd(figure[:, 12:]) < 0.4
    assert (sampling > 0).all()


def test_units_for_each_scan_are_of_a_year() -> None:
    worth = units_for_each_scan(np.full((1, 14), 60.0), np.full((1, 14), 3.0))
    np.testing.assert_allclose(worth, np.full((1, 14), 20.0))
    assert np.isnan(units_for_each_scan(np.ones((1, 3)), np.zeros((1, 3)))).all()
