"""Territories that are in question, and dealers that buy no more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from steelyard.balance.territory import closed, in_question
from tests.markets import market
from tests.panels import panel

YEAR = [100.0] * 18


def test_a_diverter_keeps_its_own_market_and_is_asked() -> None:
    bought = panel({"A": YEAR}, scans=np.full((1, 18), 20.0), scans_away=np.full((1, 18), 12.0))
    assert not in_question(bought).any()


def test_nobody_is_in_question_where_there_are_no_places() -> None:
    assert not in_question(panel({"A": YEAR})).any()


def test_whose_home_is_nearly_gone_is_in_question_for_a_year() -> None:
    away = np.zeros((1, 18))
    away[0, 3] = 18
    bought = panel({"A": YEAR}, scans=np.full((1, 18), 20.0), scans_away=away)
    assert np.flatnonzero(in_question(bought)[0]).tolist() == list(range(3, 15))


def test_four_scans_say_nothing_of_a_territory() -> None:
    bought = panel({"A": YEAR}, scans=np.zeros((1, 18)), scans_away=np.zeros((1, 18)))
    bought.scans[0, 3] = bought.scans_away[0, 3] = 4  # type: ignore[index]
    assert not in_question(bought).any()


def test_goods_handed_on_by_declaration_are_scanned_elsewhere() -> None:
    moved = np.zeros((1, 18))
    moved[0, 5] = 10
    scans = {"scans": np.full((1, 18), 20.0), "scans_away": np.zeros((1, 18))}
    bought = panel({"A": YEAR}, moved_out_quantity=moved, moved_in_quantity=0 * moved, **scans)
    asked = in_question(bought)[0]
    assert asked[5:17].all()
    assert not asked[17]


def test_who_orders_every_third_month_is_not_closed() -> None:
    assert not closed(panel({"A": [100.0, 0, 0] * 6}))[0, :].any()


def test_who_bought_nothing_for_three_months_is_closed_and_so_is_who_has_not_begun() -> None:
    flags = closed(panel({"A": [0, 0, 0, 100.0, 0, 0, 0, 100.0]}))[0]
    assert flags.tolist() == [True, True, True, False, False, False, True, False]


def test_returns_are_no_purchases() -> None:
    assert closed(panel({"A": [100.0, 0, -5.0, 0]}))[0, 3]


def test_a_market_without_trouble_has_few_in_question() -> None:
    ours = market()
    asked = replace(ours.panel(), regions=None)
    assert not in_question(asked).any()
    assert not closed(asked)[:, 3:].any()
