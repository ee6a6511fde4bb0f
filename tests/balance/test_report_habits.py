"""How reports look over a year: even, round, or another dealer's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.balance.copied import copied
from steelyard.balance.report_habits import evenness, roundness
from tests.markets import market


def test_honest_reports_are_as_even_and_round_as_others() -> None:
    ours = market().panel()
    even, tens = evenness(ours), roundness(ours)
    assert even is not None
    assert tens is not None
    for departure in (even.departure[:, 12:], tens.departure[:, 12:]):
        assert abs(np.nanmedian(departure)) < 0.5
        assert np.nanmean(departure > 3) < 0.01


def test_without_reports_nothing_is_known() -> None:
    ours = market(dealers=12).panel()
    assert evenness(replace(ours, sell_out_quantity=None)) is None
    assert roundness(replace(ours, sell_out_round=None)) is None


def test_a_figure_that_never_moves_is_even() -> None:
    ours = market()
    ours.reported[7] = 1000
    even = evenness(ours.panel())
    assert even is not None
    assert even.spread[7, 30] == pytest.approx(0, abs=1e-9)
    assert even.departure[7, 30] > 3


def test_a_share_of_round_lines_is_of_a_year() -> None:
    ours = market(dealers=24)
    ours.round_lines[3, 20:] = 12
    tens = roundness(ours.panel())
    assert tens is not None
    assert tens.share[3, 31] == 1
    assert 0 < tens.share[3, 22] < 1


def test_figures_that_differ_by_one_are_nobodys() -> None:
    sold = np.random.default_rng(1).integers(100, 5000, (30, 12)).astype(float)
    sold[4] = sold[9] + 1
    found = copied(sold)
    assert (found.months[4] == 0).all()
    assert (found.p_value[4] == 1).all()


def test_small_figures_and_figures_of_many_are_nobodys() -> None:
    sold = np.random.default_rng(1).integers(1000, 5000, (30, 12)).astype(float)
    sold[:2] = 12
    sold[10:20] = 800
    found = copied(sold)
    assert (found.partner[:2] == -1).all()
    assert (found.partner[10:20] == -1).all()


def test_what_agrees_in_several_months_is_told_with_the_partner() -> None:
    sold = np.random.default_rng(1).integers(1000, 5000, (30, 18)).astype(float)
    sold[4, 2:5] = sold[9, 2:5]
    found = copied(sold)
    assert found.months[4].tolist() == [0, 0, 0, 2] + [3] * 10 + [2] + [0] * 3
    assert found.partner[4, 4] == 9
    assert found.partner[9, 4] == 4
    assert found.p_value[4, 4] < 1e-4


def test_the_chance_is_honest_among_thousands() -> None:
    rng = np.random.default_rng(8)
    sold = np.round(rng.lognormal(7, 0.8, (2000, 24)))
    assert np.mean(copied(sold).p_value < 0.01) < 0.01


def test_dealers_that_come_later_change_no_earlier_chance() -> None:
    sold = market().reported.astype(np.float64)
    sold[4, 10:] = sold[3, 10:]
    late = np.full((30, sold.shape[1]), np.nan)
    late[:, 25:] = 5000 + np.arange(30)[:, None]
    alone, beside = copied(sold), copied(np.concatenate([sold, late]))
    assert alone.p_value[4, 24] < 0.01
    np.testing.assert_array_equal(alone.p_value[:, :25], beside.p_value[: len(sold), :25])
