"""Whether scans away gather in one place, against every honest way of spreading."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.balance.destinations import Destinations, destinations
from steelyard.balance.places import places
from steelyard.statistics.level_shift import LAGS
from tests.markets import Market, market

ASKED = 2.0


def _found(ours: Market, dealer: int) -> Destinations:
    met = places(ours.panel())
    assert met is not None
    away = np.full((len(LAGS), *ours.shape), -1.0)
    away[:, dealer] = ASKED
    return destinations(met, ours.region, away)


def test_nobody_is_asked_whose_share_away_is_ordinary() -> None:
    ours = market(dealers=24)
    met = places(ours.panel())
    assert met is not None
    found = destinations(met, ours.region, np.zeros((len(LAGS), *ours.shape)))
    assert np.isnan(found.departure).all()
    assert (found.place == -1).all()


def test_scans_that_spread_as_people_do_stand_out_nowhere() -> None:
    ours = market(dealers=48)
    departure = _found(ours, 5).departure[:, 5, 12:]
    assert np.nanmax(departure) < 4


def test_what_gathers_is_named_with_its_scans_and_what_was_foretold() -> None:
    ours = market(dealers=48)
    dealer, place = 5, (ours.region[5] + 3) % 6
    before = ours.scans[dealer, place].copy()
    ours.scans[dealer, place, 30:] += 40
    found = _found(ours, dealer)
    assert (found.place[0, dealer, 30:] == place).all()
    np.testing.assert_array_equal(found.scans[0, dealer, 30:], before[30:] + 40)
    assert (found.expected[0, dealer, 30:32] < found.scans[0, dealer, 30:32] / 2).all()
    assert np.nanmin(found.departure[0, dealer, 30:32]) > 3


def test_of_several_places_the_one_with_most_of_the_goods_is_named() -> None:
    ours = market(dealers=48)
    dealer = 5
    few, many = (ours.region[5] + 2) % 6, (ours.region[5] + 3) % 6
    ours.scans[dealer, few], ours.scans[dealer, many] = 0, 20
    ours.scans[dealer, few, 30], ours.scans[dealer, many, 30] = 30, 80
    found = _found(ours, dealer)
    assert found.place[0, dealer, 30] == many
    assert found.scans[0, dealer, 30] == 80


def test_its_own_past_is_an_honest_way() -> None:
    ours = market(dealers=48)
    dealer, place = 5, (ours.region[5] + 3) % 6
    ours.scans[dealer, place] += 40
    assert np.nanmax(_found(ours, dealer).departure[0, dealer, 24:]) < 3


def test_two_scans_are_too_few_to_gather() -> None:
    ours = market(dealers=24)
    dealer = 5
    ours.scans[dealer] = 0
    ours.scans[dealer, (ours.region[dealer] + 1) % 6, 30] = 2
    found = _found(ours, dealer)
    assert found.departure[0, dealer, 30] == pytest.approx(0)
    assert found.place[0, dealer, 30] == -1
