"""Whose books mirror goods that another calls sold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.balance import Balance
from steelyard.balance.counterparty import Counterparty
from steelyard.statistics.level_shift import LAGS
from tests.markets import Market, market

ROW = LAGS.index(3)


def _found(ours: Market) -> Counterparty:
    found = ours.channel().balance.counterparty
    assert found is not None
    return found


def test_honest_books_mirror_hardly_anybody() -> None:
    found = _found(market())
    assert np.nanmean(found.near.departure[:, :, 12:] > 2.5) < 0.02


def test_without_books_there_is_nobody_to_ask() -> None:
    ours = market(dealers=12).panel()
    assert Balance(replace(ours, claimed_quantity=None, stock_quantity=None)).counterparty is None
    assert Balance(replace(ours, sell_out_quantity=None)).counterparty is None


def test_the_partner_is_the_one_whose_books_overflow_by_as_much() -> None:
    ours = market()
    dealer, other = ours.plain, ours.neighbour(ours.plain)
    moved = ours.more(dealer, 26, 0.4)
    ours.hands_to(dealer, other, moved)
    found = _found(ours)
    assert found.near.partner[ROW, dealer, 28] == other
    assert found.near.departure[ROW, dealer, 28] > 2.5
    assert found.excess[ROW, other, 28] == pytest.approx(moved[26:29].sum(), rel=0.3)
    assert found.near.partner[ROW, other, 28] != other


def test_an_excess_of_another_size_is_another_matter() -> None:
    ours = market()
    dealer, other = ours.plain, ours.neighbour(ours.plain)
    alike = ours.more(dealer, 26, 0.4)
    ours.hands_to(dealer, other, alike)
    as_much = _found(ours).near.departure[ROW, dealer, 28]
    ours.reported[other] += 3 * alike
    assert _found(ours).near.departure[ROW, dealer, 28] < as_much / 2


def test_a_partner_elsewhere_counts_only_where_goods_surfaced() -> None:
    ours = market()
    dealer = ours.plain
    elsewhere = ours.neighbour(int(np.flatnonzero(ours.region != ours.region[dealer])[0]))
    moved = ours.more(dealer, 26, 0.4)
    ours.hands_to(dealer, elsewhere, moved)
    surfaced = _found(ours).far
    assert surfaced is not None
    assert surfaced.partner[ROW, dealer, 28] == elsewhere
    ours.scans[dealer, ours.region[elsewhere], 24:] = 0
    hidden = _found(ours).far
    assert hidden is not None
    assert hidden.partner[ROW, dealer, 28] != elsewhere


def test_without_places_nobody_is_far() -> None:
    ours = replace(market(dealers=24).panel(), scan_places=None)
    found = Balance(ours).counterparty
    assert found is not None
    assert found.far is None
