"""What the books say was sold: as reported where they agree, as counted where no report came."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.balance.course import channel_course
from steelyard.balance.reconciled import Reconciled, reconciled
from tests.balance.made import Made, honest


def _books(made: Made) -> Reconciled:
    found = reconciled(made.panel())
    assert found is not None
    return found


def test_books_that_agree_say_what_they_report() -> None:
    made = honest()
    assert _books(made).sold == pytest.approx(made.sold)


def test_without_books_there_is_nothing_to_reconcile() -> None:
    bare = replace(
        honest().panel(), sell_out_quantity=None, stock_quantity=None, claimed_quantity=None
    )
    assert reconciled(bare) is None


def test_reports_alone_and_counts_alone_are_enough() -> None:
    made = honest()
    whole = made.panel()
    reports = reconciled(replace(whole, stock_quantity=None, claimed_quantity=None))
    counts = reconciled(replace(whole, sell_out_quantity=None))
    assert reports is not None
    assert counts is not None
    assert reports.sold == pytest.approx(made.sold)
    # The first count has none before it.
    assert np.isnan(counts.sold[:, 0]).all()
    assert counts.sold[:, 1:] == pytest.approx(made.sold[:, 1:])


def test_declared_moves_are_no_sales() -> None:
    made = honest()
    given = np.zeros(made.sold.shape)
    given[3, 9], given[5, 20] = 400.0, 250.0
    claimed = made.claimed - np.cumsum(given, axis=1) + np.cumsum(np.roll(given, 1, 0), axis=1)
    moved = {"moved_out_quantity": given, "moved_in_quantity": np.roll(given, 1, 0)}
    found = reconciled(replace(made.panel(), claimed_quantity=claimed, **moved))
    assert found is not None
    assert found.sold == pytest.approx(made.sold)


def test_two_sources_with_errors_of_their_own_meet_in_the_middle() -> None:
    made, rng = honest(40, 36), np.random.default_rng(3)
    report = made.sold * np.exp(rng.normal(0, 0.04, made.sold.shape))
    count = made.claimed * np.exp(rng.normal(0, 0.02, made.sold.shape))
    found = _books(replace(made, reported=report, claimed=count))
    off = np.log(found.sold / made.sold)[:, 6:]
    assert np.std(off) < 0.8 * np.std(np.log(report / made.sold))
    assert np.mean(np.abs(off) < 1.96 * found.error[:, 6:]) == pytest.approx(0.95, abs=0.03)


def test_books_made_from_one_another_tell_once() -> None:
    made, rng = honest(40, 36), np.random.default_rng(4)
    report = made.sold * np.exp(rng.normal(0, 0.04, made.sold.shape))
    count = made.claimed.copy()
    # Half of the dealers take their stock from what they reported.
    count[:20] = made.claimed[:20] + np.cumsum(made.bought - report, axis=1)[:20]
    found = _books(replace(made, reported=report, claimed=count))
    assert found.sold[:20] == pytest.approx(report[:20])
    assert (found.error[:20, -1] > found.error[20:, -1].mean()).all()


def test_careless_books_are_less_believed() -> None:
    made, rng = honest(40, 36), np.random.default_rng(5)
    error = np.where(np.arange(40) == 7, 0.2, 0.03)[:, None]
    report = made.sold * np.exp(error * rng.normal(0, 1, made.sold.shape))
    count = made.claimed * np.exp(error / 2 * rng.normal(0, 1, made.sold.shape))
    found = _books(replace(made, reported=report, claimed=count))
    assert found.error[7, -1] > 2 * np.median(found.error[:, -1])


def test_the_course_of_a_channel_is_what_all_share() -> None:
    season = np.array([0.0, 0.1, -0.2, 0.3, 0.0, 0.1])
    figure = np.linspace(0, 3, 9)[:, None] + season
    figure[4, 3:] += 2.0
    assert channel_course(figure) == pytest.approx(season, abs=1e-12)
    # Among few the median is one of them: nothing is taken off.
    assert channel_course(figure[:7]) == pytest.approx(np.zeros(6))
