"""A dealer that buys more while its neighbours buy less, and honest rises and falls."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.neighbours_losses import read
from tests.markets import Market, assert_sees_no_later_month, market

RING = {"dealers": 36, "regions": 12}


def _loses(ours: Market, dealer: int, units: np.ndarray) -> None:
    """Let the dealers next door sell that much less between them."""
    for side in (-1, 1):
        next_door = np.flatnonzero(ours.region == (ours.region[dealer] + side) % 12)
        share = ours.bought[next_door].sum(axis=1)
        share = share / share.sum() / 2
        ours.bought[next_door] = np.maximum(ours.bought[next_door] - np.outer(share, units), 0)


def _largest(ours: Market) -> int:
    often = (ours.bought > 0).all(axis=1)
    return int(np.argmax(np.where(often, ours.bought.sum(axis=1), 0)))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_rare_by_chance_only_as_often_as_said(seed: int) -> None:
    p = read(market(seed=seed, dealers=120, regions=12).channel("scans")).p_value[:, 12:]
    assert np.mean(p[~np.isnan(p)] <= 0.01) <= 0.02


def test_silent_when_a_dealer_grows_and_nobody_loses() -> None:
    ours = market(**RING)
    dealer = _largest(ours)
    ours.grows(dealer, ours.more(dealer, 24, 0.6))
    p = read(ours.channel("scans")).p_value[dealer, 24:]
    assert np.median(p) > 0.01
    assert p.min() > 0.004


def test_silent_when_the_neighbours_fall_and_the_dealer_stays() -> None:
    ours = market(**RING)
    dealer = _largest(ours)
    _loses(ours, dealer, ours.more(dealer, 24, 0.6))
    assert (read(ours.channel("scans")).p_value[dealer, 24:] > 0.01).all()


def test_silent_where_scans_see_it_better() -> None:
    reading = read(market(**RING).channel())
    assert np.isnan(reading.p_value).all()


def test_what_the_neighbours_lose_as_it_rises_is_a_lead() -> None:
    ours = market(**RING)
    dealer = _largest(ours)
    sold = ours.more(dealer, 24, 0.6)
    ours.grows(dealer, sold)
    _loses(ours, dealer, sold)
    reading = read(ours.channel("scans"))
    told = {name: values[dealer, 29] for name, values in reading.figures.items()}
    assert np.median(reading.p_value[dealer, 26:32]) < 0.008
    home = ours.region[dealer]
    assert {f"R{(home + side) % 12}" for side in (-1, 1)} <= set(told["around"].split(", "))
    window = sold[30 - told["months"] : 30].sum()
    assert told["rise"] == pytest.approx(window, rel=0.3)
    assert told["loss"] == pytest.approx(window, rel=0.7)


def test_later_months_change_nothing() -> None:
    ours = market(**RING)
    dealer = _largest(ours)
    sold = ours.more(dealer, 16, 0.6)
    ours.grows(dealer, sold)
    _loses(ours, dealer, sold)
    assert_sees_no_later_month(read, ours, without=("scans",))


def test_without_places_it_judges_nobody() -> None:
    assert np.isnan(read(market(**RING).channel("scans", "regions")).p_value).all()
