"""Joined scores: what is not known accuses nobody; more of what the market saw never acquits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from steelyard.signals import SIGNALS
from steelyard.statistics.level_shift import LAGS
from steelyard.verdicts.conviction import CLEAR, LEARNED, convictions, joined_departures, models
from steelyard.verdicts.steadiness import FIGURES
from tests.verdicts.convicted import BASE, departing, learned, still

SHAPE = (3, 4)
MODEL = learned(stuffing=("a", "b"))


def test_where_nothing_stands_out_nothing_is_scored() -> None:
    found = convictions({"a": still(SHAPE)}, MODEL)["stuffing"]
    assert np.isnan(found.score).all()
    assert np.isneginf(found.margin).all()
    assert not any(flags.any() for flags in found.clear().values())


def test_a_cause_of_which_no_signal_was_read_is_not_scored_at_all() -> None:
    books = replace(still(SHAPE), departure=None)
    assert convictions({}, MODEL) == {}
    assert convictions({"a": books, "c": still(SHAPE)}, MODEL) == {}


def test_a_signal_that_is_missing_or_cannot_judge_counts_as_no_departure() -> None:
    seen = departing(still(SHAPE), {(0, 1, 2): 5.0})
    unknown = replace(still(SHAPE), departure=np.full((len(LAGS), *SHAPE), np.nan))
    alone = convictions({"a": seen}, MODEL)["stuffing"]
    beside = convictions({"a": seen, "b": unknown}, MODEL)["stuffing"]
    np.testing.assert_array_equal(alone.score, beside.score)
    assert not joined_departures(("a", "b"), {"a": seen})[:, 1].any()


def test_what_each_signal_added_adds_up_to_the_score() -> None:
    read = {
        "a": departing(still(SHAPE), {(0, 1, 2): 5.0, (2, 1, 2): 2.5}),
        "b": departing(still(SHAPE), {(1, 1, 2): 4.0}),
    }
    found = convictions(read, MODEL)["stuffing"]
    added = found.contributions(1, 2)
    assert added == {"a": 2.5, "b": 2.0}
    assert found.score[1, 2] == pytest.approx(BASE + sum(added.values()))


def test_what_the_months_before_added_adds_up_too() -> None:
    model = {"stuffing": replace(MODEL["stuffing"], recent=0.5)}
    read = {
        "a": departing(still(SHAPE), {(0, 1, 3): 5.0, (0, 1, 1): 3.5}),
        "b": departing(still(SHAPE), {(1, 1, 2): 4.0}),
    }
    found = convictions(read, model)["stuffing"]
    added = found.contributions(1, 3)
    assert added == pytest.approx({"a": 2 * (0.5 + 0.125) + 2 * 0.125, "b": 2 * 0.125})
    assert found.score[1, 3] == pytest.approx(BASE + sum(added.values()))


def test_a_signal_is_told_where_it_stands_out_in_some_window() -> None:
    read = departing(still(SHAPE), {(4, 0, 3): CLEAR, (4, 0, 2): CLEAR - 0.1})
    clear = convictions({"a": read}, MODEL)["stuffing"].clear()
    assert clear["a"][0].tolist() == [False, False, False, True]
    assert not clear["b"].any()


departures = arrays(np.float64, (len(LAGS), *SHAPE), elements=st.floats(-9, 9))


@settings(deadline=None)
@given(departures, departures)
def test_more_of_what_only_rises_never_lowers_a_score(one: np.ndarray, other: np.ndarray) -> None:
    quiet = still(SHAPE)
    for less in (one, other):
        scores = [
            np.nan_to_num(
                convictions({"a": replace(quiet, departure=of)}, MODEL)["stuffing"].score,
                nan=-np.inf,
            )
            for of in (less, np.maximum(one, other))
        ]
        assert (scores[1] >= scores[0]).all()


def test_what_the_package_has_learned_is_read_and_asks_signals_by_name() -> None:
    for cause, model in models().items():
        assert model.trees.features <= LEARNED * len(model.signals) + 2 * len(FIGURES), cause
        assert np.isfinite(model.alert)


def test_more_of_what_the_market_saw_never_acquits_by_what_was_learned() -> None:
    for charge, model in models().items():
        for feature, name in enumerate(model.signals * LEARNED):
            if SIGNALS[name].signal.anchor == "market":
                assert model.trees.rises_with(feature), (charge, name)
