"""More scans away from home, at border dealers, in tourist towns, and where goods were diverted."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.away_scans import read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_a_border_dealer_is_always_scanned_away() -> None:
    ours = market()
    dealer = ours.plain
    home, next_door = ours.region[dealer], (ours.region[dealer] + 1) % 6
    ours.scans[dealer, next_door] += np.round(ours.scans[dealer, home] * 0.5)
    assert (read(ours.channel()).p_value[dealer, 12:] > 0.01).all()


def test_a_tourist_town_is_scanned_away_every_summer() -> None:
    ours = market(months=48)
    dealer = ours.plain
    summer = np.isin(np.arange(48) % 12, (6, 7))
    for place in range(6):
        if place != ours.region[dealer]:
            ours.scans[dealer, place] += np.where(summer, 4.0, 0.0)
    p = read(ours.channel()).p_value[dealer]
    assert (p[[30, 31, 42, 43]] > 0.01).all()


def test_growth_everywhere_leaves_the_share_as_it_was() -> None:
    ours = market()
    dealer = ours.plain
    ours.scans[dealer, :, 24:] *= 2
    assert (read(ours.channel()).p_value[dealer, 24:] > 0.05).all()


def test_goods_sold_into_another_territory_are_scanned_there() -> None:
    ours = market()
    dealer, place = ours.plain, (ours.region[ours.plain] + 1) % 6
    diverted = ours.more(dealer, 26, 0.5)
    ours.sells_into(dealer, place, diverted)
    reading = read(ours.channel())
    told = {name: values[dealer, 30] for name, values in reading.figures.items()}
    assert (reading.p_value[dealer, 27:32] < 0.001).all()
    assert told["place"] == f"R{place}"
    assert 0 < told["at_place"] <= told["away"]
    assert told["share"] > 2 * told["before"]
    assert told["units"] == pytest.approx(diverted[30], rel=0.4)


def test_scans_are_enough_where_nobody_reports_sell_out() -> None:
    ours = market()
    dealer = ours.plain
    ours.sells_into(dealer, (ours.region[dealer] + 1) % 6, ours.more(dealer, 26, 0.5))
    assert read(ours.channel("sell_out", "stock")).p_value[dealer, 30] < 0.001


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.sells_into(ours.plain, (ours.region[ours.plain] + 1) % 6, ours.more(ours.plain, 18, 0.5))
    assert_sees_no_later_month(read, ours)
