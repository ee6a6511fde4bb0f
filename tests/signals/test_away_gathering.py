"""Scans away that gather in one place, and those that spread as people travel."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.away_gathering import read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_when_scans_away_spread_everywhere() -> None:
    ours = market()
    dealer = ours.plain
    for place in range(6):
        if place != ours.region[dealer]:
            ours.scans[dealer, place, 24:] += 5
    p = read(ours.channel()).p_value[dealer, 24:]
    assert not np.isnan(p).all()
    assert np.nanmin(p) > 0.02


def test_who_was_always_scanned_next_door_is_no_news() -> None:
    ours = market()
    dealer = ours.plain
    home, next_door = ours.region[dealer], (ours.region[dealer] + 1) % 6
    ours.scans[dealer, next_door] += np.round(ours.scans[dealer, home] * 0.4)
    p = read(ours.channel()).p_value[dealer, 12:]
    assert (p[~np.isnan(p)] > 0.01).all()


def test_goods_sold_into_one_territory_gather_there() -> None:
    ours = market()
    dealer, place = ours.plain, (ours.region[ours.plain] + 2) % 6
    diverted = ours.more(dealer, 26, 0.5)
    ours.sells_into(dealer, place, diverted)
    reading = read(ours.channel())
    assert (reading.p_value[dealer, 28:32] < 0.005).all()
    assert (reading.figures["place"][dealer, 28:32] == f"R{place}").all()
    assert reading.effect[dealer, 30] > 1.5
    months = reading.figures["months"][dealer, 30]
    units, amount = reading.figures["units"][dealer, 30], reading.amount_in_question[dealer, 30]
    assert 0 < units <= 1.5 * diverted[31 - months : 31].sum()
    assert amount == pytest.approx(10 * units / months)


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.sells_into(ours.plain, (ours.region[ours.plain] + 1) % 6, ours.more(ours.plain, 18, 0.5))
    assert_sees_no_later_month(read, ours)


def test_without_places_it_judges_nobody() -> None:
    assert np.isnan(read(market(dealers=12).channel("scans")).p_value).all()
