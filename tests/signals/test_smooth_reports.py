"""Reports that look written at a desk, and honest ones that are even, round or alike."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.signals.smooth_reports import SIGNAL, read
from tests.markets import assert_quiet, assert_sees_no_later_month, market


def test_rare_by_chance_only_as_often_as_said() -> None:
    assert_quiet(read)


def test_silent_where_goods_come_in_cases_of_ten() -> None:
    ours = market()
    ours.round_lines[:] = 11
    p = read(ours.channel()).p_value
    assert np.mean(p[~np.isnan(p)] < 0.01) < 0.03


def test_who_buys_evenly_may_sell_evenly() -> None:
    ours = market()
    dealer = ours.plain
    for values in (ours.bought, ours.reported):
        values[dealer] = np.round(values[dealer].mean() + np.arange(36) % 2)
    assert (read(ours.channel()).p_value[dealer, 12:] > 0.005).all()


def test_a_figure_that_two_share_once_is_chance() -> None:
    ours = market()
    ours.reported[3, 20] = ours.reported[7, 20]
    assert (read(ours.channel()).figures["same"][[3, 7], 20:] == 0).all()


def test_reports_that_hardly_move_while_purchases_do_are_told() -> None:
    ours = market()
    dealer = ours.plain
    flat = ours.reported[dealer].mean()
    ours.reported[dealer] = np.round(flat * (1 + 0.002 * (np.arange(36) % 3)))
    reading = read(ours.channel())
    assert reading.p_value[dealer, 30] < 0.01
    assert 0 < reading.figures["even"][dealer, 30] < 0.01 < reading.figures["peers"][dealer, 30]


def test_round_lines_that_others_do_not_have_are_told() -> None:
    ours = market()
    dealer = ours.plain
    ours.round_lines[dealer] = 9
    reading = read(ours.channel())
    assert reading.p_value[dealer, 30] < 0.005
    assert reading.figures["tens"][dealer, 30] == pytest.approx(0.75)
    assert reading.figures["channel"][dealer, 30] == pytest.approx(0.12, abs=0.03)


def test_another_dealers_figures_to_the_unit_are_told_with_its_name() -> None:
    ours = market()
    dealer, other = ours.plain, ours.neighbour(ours.plain)
    ours.reported[dealer, 20:26] = ours.reported[other, 20:26]
    reading = read(ours.channel())
    assert reading.p_value[dealer, 26] < 0.001
    assert reading.figures["same"][dealer, 26] == 6
    assert reading.figures["partner"][dealer, 26] == f"D{other:04d}"


def test_it_corroborates_only() -> None:
    assert max(SIGNAL.speaks_for.values()) <= 0.2


def test_later_months_change_nothing() -> None:
    ours = market(dealers=40)
    ours.reported[ours.plain, 10:16] = ours.reported[ours.neighbour(ours.plain), 10:16]
    assert_sees_no_later_month(read, ours)


def test_without_reports_it_judges_nobody() -> None:
    assert np.isnan(read(market(dealers=12).channel("sell_out")).p_value).all()
