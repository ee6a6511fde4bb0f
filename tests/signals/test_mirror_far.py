"""A dealer elsewhere whose books overflow, where this one's goods were scanned."""

from __future__ import annotations

import numpy as np

from steelyard.signals.mirror_far import read
from tests.markets import Market, assert_quiet, assert_sees_no_later_month, market


def _elsewhere(ours: Market, dealer: int) -> int:
    """Return a careful dealer of the next region that orders every month."""
    next_region = (ours.region[dealer] + 1) % 6
    there = (ours.region == next_region) & (ours.bought > 0).all(axis=1) & ours.careful
    return int(np.flatnonzero(there)[0])


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_growth_here_and_an_overflow_there_are_no_pair_without_scans_there() -> None:
    ours = market()
    dealer, other = ours.plain, _elsewhere(ours, ours.plain)
    moved = ours.more(dealer, 26, 0.4)
    ours.grows(dealer, moved)
    ours.reported[other] += moved
    assert (read(ours.channel()).p_value[dealer, 26:] > 0.02).all()


def test_goods_handed_to_a_dealer_elsewhere_are_scanned_there() -> None:
    ours = market()
    dealer, other = ours.plain, _elsewhere(ours, ours.plain)
    moved = ours.more(dealer, 26, 0.4)
    ours.hands_to(dealer, other, moved)
    reading = read(ours.channel())
    assert (reading.p_value[dealer, 27:31] < 0.01).all()
    assert (reading.figures["partner"][dealer, 27:31] == f"D{other:04d}").all()


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.hands_to(ours.plain, _elsewhere(ours, ours.plain), ours.more(ours.plain, 18, 0.4))
    assert_sees_no_later_month(read, ours)


def test_without_places_it_judges_nobody() -> None:
    assert np.isnan(read(market(dealers=12).channel("scans")).p_value).all()
