"""Calibration by hand: which bin, how many within a case, and the Brier score."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from steelyard.scorecard.calibration import EDGES, calibration
from tests.scorecard.worlds import case, honest, trial_of


def test_without_scores_nothing_is_said(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [honest("A")], {"A": "gg"}, score={"A": [math.nan, math.nan]})
    told = calibration(trial)
    assert (told.dealer_months, told.bins) == (0, ())
    assert math.isnan(told.brier)


def test_scores_are_held_against_the_months_of_the_case_and_no_longer(tmp_path: Path) -> None:
    truth = [case("A", 1, 2), honest("B")]
    score = {"A": [0.0, 0.5, 1.0, 0.5], "B": [0.2, 0.2, math.nan, 0.0]}
    told = calibration(trial_of(tmp_path, truth, {"A": "gggg", "B": "ggg "}, score=score))
    counts = {(one.low, one.high): one.within_case for one in told.bins}
    assert {at: (within.count, within.of) for at, within in counts.items()} == {
        (0.0, 0.01): (0, 1),
        (0.1, 0.25): (0, 2),
        (0.5, 0.75): (1, 2),
        (0.99, 1.0): (1, 1),
    }
    assert [one.mean_score for one in told.bins] == [0.0, 0.2, 0.5, 1.0]
    assert told.dealer_months == 6
    # A: 0, 1/4, 0, 1/4; B: 1/25 twice; two of six months are within a case.
    assert told.brier == pytest.approx((0.5 + 0.08) / 6)
    assert told.brier_of_base_rate == pytest.approx(2 / 9)


def test_the_bins_hold_every_score_once(tmp_path: Path) -> None:
    values = [*np.linspace(0, 1, 101), *EDGES]
    drawn = {"A": "g" * len(values)}
    told = calibration(trial_of(tmp_path, [honest("A")], drawn, score={"A": values}))
    assert sum(one.within_case.of for one in told.bins) == len(values)
    assert all(one.low <= one.mean_score <= one.high for one in told.bins)
