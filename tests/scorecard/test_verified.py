"""Verified sell-out against what was really sold, of made worlds that tell."""

from __future__ import annotations

import math
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from steelyard.scorecard.facts import read_facts
from steelyard.scorecard.verified import ESTIMATE, verified
from tests.scorecard.worlds import case, honest, month, trial_of, write_monthly

NOTHING = [None] * 4


def _world(folder: Path, real: dict[str, list[float]]) -> None:
    rows = [
        (dealer, month(at), sold) for dealer, row in real.items() for at, sold in enumerate(row)
    ]
    columns = dict(
        zip(
            ("dealer_id", "month", "real_sell_out"), map(list, zip(*rows, strict=True)), strict=True
        )
    )
    pq.write_table(pa.table(columns), folder / "latent.parquet")


def test_a_world_that_does_not_tell_is_not_measured(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [honest("A")], {"A": "g"})
    facts = read_facts(tmp_path, write_monthly(tmp_path, {"sell_in_amount": {"A": [1.0]}}), trial)
    assert verified(tmp_path, trial, facts) is None


def test_results_without_an_estimate_measure_nothing(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [honest("A")], {"A": "gggg"})
    facts = read_facts(
        tmp_path, write_monthly(tmp_path, {"sell_in_amount": {"A": [1.0] * 4}}), trial
    )
    _world(tmp_path, {"A": [1, 2, 3, 4]})
    told = verified(tmp_path, trial, facts)
    assert told is not None
    assert (told["honest"].covered.of, math.isnan(told["honest"].median_error)) == (0, True)


def test_coverage_error_and_width_of_honest_and_of_lying_dealers(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [honest("A"), case("B", 2, 2)], {"A": ".ggg", "B": ".ggg"})
    monthly = {
        ESTIMATE: {"A": [1, 110, 100, None], "B": [1, 100, 150, 100]},
        f"{ESTIMATE}_low": {"A": [0, 100, 101, None], "B": [0, 90, 120, 90]},
        f"{ESTIMATE}_high": {"A": [0, 130, 120, None], "B": [0, 100, 180, 110]},
    }
    facts = read_facts(tmp_path, write_monthly(tmp_path, monthly), trial)
    _world(tmp_path, {"A": [999, 100, 100, 100], "B": [999, 100, 100, 0]})
    told = verified(tmp_path, trial, facts)
    assert told is not None
    # Both edges belong to the interval; the first month is not judged; a month without sales
    # is covered or not, but has no relative error.
    counts = {name: (one.covered.count, one.covered.of) for name, one in told.items()}
    assert counts == {"honest": (1, 2), "lying": (1, 3), "within_case": (0, 1)}
    assert told["honest"].median_error == pytest.approx(0.05)
    assert told["honest"].median_width == pytest.approx(0.245)
    assert told["lying"].median_error == pytest.approx(0.25)
    assert told["within_case"].median_width == pytest.approx(0.6)
