"""Any score at equal false alarms and with a fixed budget; thresholds and lots by hand."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from steelyard.scorecard.equal_false_alarms import equal_false_alarms, threshold_for
from steelyard.scorecard.facts import read_facts
from steelyard.scorecard.fixed_budget import fixed_budget, highest, usual_budget
from steelyard.scorecard.ranking import ORACLE, OWN, ranking
from steelyard.scorecard.rivals import LeftOut, Rival
from steelyard.words import Message
from tests.scorecard.worlds import case, honest, trial_of, write_monthly

NAN = math.nan
NAMES = np.array(["A", "B", "C", "D"])


def test_a_score_that_says_nothing_finds_nothing(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [honest("A"), case("B", 0)], {"A": "gg", "B": "gg"})
    nothing = np.full((2, 2), NAN)
    told = equal_false_alarms(trial, nothing)
    assert (told.recall.count, told.recall.of) == (0, 1)
    assert (told.honest_above.count, told.honest_above.of) == (0, 1)
    spent = fixed_budget(trial, nothing, 5)
    assert (spent.alarms, spent.recall.count) == (0, 0)
    assert math.isnan(spent.precision.share)


@pytest.mark.parametrize(
    ("peaks", "share", "threshold"),
    [
        ([3, 1, 2], 0.01, 3),  # one in a hundred of three is nobody
        (range(1, 101), 0.01, 99),  # one of a hundred may be above
        (range(1, 100), 0.01, 99),
        ([1, 5, 5, 5], 0.25, 5),  # a tie that does not fit stays below as a whole
        ([1, 4, 5, 5], 0.5, 4),
        ([1, 2, 3, 4], 1.0, -math.inf),
        ([], 0.01, -math.inf),
    ],
)
def test_the_threshold_lets_no_more_than_the_share_above(
    peaks: list[float], share: float, threshold: float
) -> None:
    assert threshold_for(np.array(peaks, dtype=np.float64), share) == threshold


def test_what_is_found_above_the_threshold_and_how_late(tmp_path: Path) -> None:
    truth = [
        honest("A"),
        honest("B"),
        honest("C"),
        case("D", 0, cause="diversion"),
        case("E", 0),
        case("F", 0, 0),
    ]
    trial = trial_of(tmp_path, truth, dict.fromkeys("ABCDEF", "gggg"))
    score = np.array(
        [
            [0.1, 0.7, 0.1, 0.1],
            [0.5, 0.5, 0.5, 0.5],
            [NAN, NAN, NAN, NAN],  # no score: never above
            [0.6, 0.7, 0.8, NAN],  # above 0.7 in the third month
            [0.7, 0.7, 0.7, 0.7],  # ties with the honest peak
            [NAN, NAN, NAN, 0.9],  # too late
        ]
    )
    told = equal_false_alarms(trial, score)
    assert told.threshold == 0.7
    assert (told.honest_above.count, told.honest_above.of) == (0, 3)
    assert (told.recall.count, told.recall.of) == (1, 3)
    assert (told.delay.median, told.delay.caught) == (2.0, 1)
    assert {name: share.count for name, share in told.by_cause.items()} == {
        "diversion": 1,
        "stuffing": 0,
    }
    assert equal_false_alarms(trial, score, share=0.5).threshold == 0.5  # one of three
    assert equal_false_alarms(trial, score, share=0.7).threshold == -math.inf


def test_the_highest_are_alarmed_and_not_again_for_a_year() -> None:
    score = np.tile([[0.9], [0.8], [0.7], [NAN]], (1, 14))
    alarmed = highest(score, 1, NAMES)
    assert [np.flatnonzero(month).tolist() for month in alarmed.T] == [
        [0], [1], [2], *[[]] * 10, [0]
    ]  # fmt: skip


def test_ties_are_drawn_by_the_id_and_not_by_the_order() -> None:
    score = np.full((4, 3), 0.5)
    turned = highest(score, 1, NAMES[::-1])[::-1]
    assert (highest(score, 1, NAMES) == turned).all()
    assert highest(score, 1, NAMES).sum(axis=0).tolist() == [1, 1, 1]


def test_a_budget_finds_what_it_is_spent_on(tmp_path: Path) -> None:
    truth = [honest("A"), case("B", 1), case("C", 0)]
    trial = trial_of(tmp_path, truth, dict.fromkeys("ABC", "ggg"))
    score = np.array([[0.3, 0.9, 0.9], [0.9, 0.2, 0.8], [0.1, 0.1, 0.7]])
    # B before its case, then A, then C: B is suppressed although it ranks higher.
    told = fixed_budget(trial, score, 1)
    assert (told.alarms, told.a_month) == (3, 1)
    assert (told.recall.count, told.recall.of) == (1, 2)
    assert (told.precision.count, told.precision.of) == (1, 3)


@pytest.mark.parametrize(("dealers", "budget"), [(1, 1), (60, 1), (149, 1), (300, 3), (10000, 100)])
def test_the_usual_budget_is_one_in_a_hundred(dealers: int, budget: int) -> None:
    assert usual_budget(dealers) == budget


def test_rivals_are_compared_in_the_months_judged_and_the_absent_are_named(tmp_path: Path) -> None:
    truth = [honest("A"), case("B", 0)]
    trial = trial_of(
        tmp_path, truth, {"A": ".gg", "B": ".gg"}, score={"A": [0, 0, 0], "B": [0, 0, 1]}
    )
    rows = {"A": [1.0, 2.0, 3.0], "B": [1.0, 2.0, 3.0]}
    facts = read_facts(tmp_path, write_monthly(tmp_path, {"sell_in_amount": rows}), trial)
    early = np.array([[0.0, 0.0, 0.0], [9.0, 0.0, 0.0]])

    def away(_: object) -> np.ndarray:
        raise LeftOut(Message("scorecard.no_pyod"))

    rivals = {
        "early": Rival("early", {"zh": "早", "en": "early"}, lambda _: early),
        "away": Rival("away", {"zh": "缺", "en": "away"}, away),
    }
    told = ranking(trial, facts, 1, rivals)
    assert list(told.scores) == [OWN, "early"]
    assert told.scores[OWN].equal_false_alarms.recall.count == 1
    assert told.scores["early"].equal_false_alarms.recall.count == 0
    assert list(told.left_out) == ["away"]
    assert math.isnan(told.of_oracle)


def test_our_recall_is_a_share_of_the_oracles(tmp_path: Path) -> None:
    truth = [honest("A"), case("B", 0), case("C", 0)]
    scores = {"A": [0, 0], "B": [0, 1], "C": [0, 0]}
    trial = trial_of(tmp_path, truth, dict.fromkeys("ABC", "gg"), score=scores)
    rows = {name: [1.0, 2.0] for name in "ABC"}
    facts = read_facts(tmp_path, write_monthly(tmp_path, {"sell_in_amount": rows}), trial)
    title = {"zh": "理想裁判", "en": "oracle"}
    for finds, share in (([1.0, 1.0], 0.5), ([0.0, 0.0], math.nan)):
        found = np.array([[0.0, 0.0], [0.0, finds[0]], [finds[1], 0.0]])
        rival = Rival(ORACLE, title, lambda _, found=found: found)
        told = ranking(trial, facts, 1, {ORACLE: rival})
        np.testing.assert_equal(told.of_oracle, share)
