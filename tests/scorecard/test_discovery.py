"""What counts as caught, when, how late, and by which name; worked out by hand."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from steelyard.scorecard.causes import causes
from steelyard.scorecard.delay import delay
from steelyard.scorecard.hits import hits
from steelyard.scorecard.recall import recall, size_bucket
from tests.scorecard.worlds import case, honest, trial_of


def test_without_cases_there_is_nothing_to_find(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [honest("A")], {"A": "giii"})
    found = recall(trial)
    assert found.cases.alert.of == 0
    assert math.isnan(found.cases.alert.share)
    assert not found.by_cause
    assert not found.by_size
    assert not found.by_evasion
    late = delay(trial, hits(trial, trial.alerted))
    assert (late.caught, math.isnan(late.median)) == (0, True)
    assert not causes(trial).by_label


def test_an_alert_counts_from_the_start_to_two_months_after_the_end(tmp_path: Path) -> None:
    truth = [case(dealer, 2, 4) for dealer in "ABCDE"]
    drawn = {
        "A": "giggggggg",  # too early: a false alarm, however right later
        "B": "ggigggggg",  # the first month
        "C": "ggggggigg",  # the second after the end
        "D": "gggggggig",  # the third after the end
        "E": "gwwgggggg",  # to verify is no alert
    }
    trial = trial_of(tmp_path, truth, drawn)
    found = hits(trial, trial.alerted)
    assert found.caught.tolist() == [False, True, True, False, False]
    assert found.month.tolist() == [-1, 2, 6, -1, -1]
    both = recall(trial).cases
    assert (both.alert.count, both.alert.of) == (2, 5)
    assert (both.watch.count, both.watch.of) == (3, 5)


def test_a_case_that_goes_on_is_caught_until_the_last_month(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [case("A", 1)], {"A": "gggggi"})
    assert hits(trial, trial.alerted).caught.all()


def test_an_alert_discovers_every_case_of_its_dealer_that_it_falls_into(tmp_path: Path) -> None:
    truth = [case("A", 0, 1), case("A", 3, 4), case("A", 7, 8)]
    trial = trial_of(tmp_path, truth, {"A": "gggiggggg"})
    assert hits(trial, trial.alerted).caught.tolist() == [True, True, False]


def test_recall_is_told_by_cause_size_and_evasion(tmp_path: Path) -> None:
    truth = [
        case("A", 0, size=0.29, evades=True),
        case("B", 0, size=0.3, evades=False, cause="diversion"),
        case("C", 0, size=0.6, evades=True),
        case("D", 0, size=1.2, cause=None),
        case("E", 0),
    ]
    trial = trial_of(tmp_path, truth, {"A": "ggi", "B": "gig", "C": "ggg", "D": "gwg", "E": "igg"})
    found = recall(trial)

    def counts(group: dict[str, object]) -> dict[str, tuple[int, int, int]]:
        return {n: (c.alert.count, c.watch.count, c.alert.of) for n, c in group.items()}  # type: ignore[attr-defined]

    assert counts({"all": found.cases}) == {"all": (3, 4, 5)}
    assert counts(dict(found.by_cause)) == {
        "diversion": (1, 1, 1),
        "stuffing": (2, 2, 3),
        "unknown": (0, 1, 1),
    }
    assert counts(dict(found.by_size)) == {
        "below_30": (1, 1, 1),
        "30_to_60": (1, 1, 2),
        "above_60": (0, 1, 1),
        "unknown": (1, 1, 1),
    }
    assert counts(dict(found.by_evasion)) == {
        "plain": (1, 1, 1),
        "evades": (1, 1, 2),
        "unknown": (1, 2, 2),
    }


def test_cases_that_no_table_shows_are_told_apart_where_the_truth_says_so(tmp_path: Path) -> None:
    drawn = {"A": "gii", "B": "ggg", "C": "igg"}
    silent = trial_of(tmp_path / "silent", [case(name, 0) for name in drawn], drawn)
    assert recall(silent).by_trace == {}
    truth = [case("A", 0, traceless=False), case("B", 0, traceless=True), case("C", 0)]
    told = recall(trial_of(tmp_path / "told", truth, drawn)).by_trace
    assert {name: (one.alert.count, one.alert.of) for name, one in told.items()} == {
        "traced": (1, 1),
        "traceless": (0, 1),
    }


def test_sizes_on_the_edge_belong_to_the_middle() -> None:
    sizes = np.array([0.2999, 0.3, 0.6, 0.6001, np.nan])
    buckets = ["below_30", "30_to_60", "30_to_60", "above_60", "unknown"]
    assert size_bucket(sizes).tolist() == buckets


def test_delay_counts_from_the_start_to_the_first_alert(tmp_path: Path) -> None:
    truth = [case("A", 1), case("B", 1), case("C", 1), case("D", 1), case("E", 1)]
    drawn = {"A": "giiiii", "B": "gggiii", "C": "gggggi", "D": "gggggg", "E": "ggigii"}
    trial = trial_of(tmp_path, truth, drawn)
    late = delay(trial, hits(trial, trial.alerted))
    # 0, 2, 4 and 1 months: the median lies between 1 and 2, the 90th percentile at 2 + 0.7 × 2.
    assert (late.caught, late.began_before) == (4, 0)
    assert late.median == 1.5
    assert round(late.ninetieth, 9) == 3.4


def test_a_case_older_than_the_months_judged_counts_from_the_first_of_them(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [case("A", 0)], {"A": "..ggig"})
    late = delay(trial, hits(trial, trial.alerted))
    assert (late.median, late.began_before) == (2.0, 1)


def test_the_cause_is_judged_at_the_first_alert(tmp_path: Path) -> None:
    truth = [
        case("A", 1, cause="diversion"),
        case("B", 1, cause="diversion"),
        case("C", 1, label="overmighty", cause="power"),
        case("D", 1, cause="stuffing"),
        case("E", 1, cause=None),
        case("F", 1, cause="stuffing"),
    ]
    drawn = {"A": "ogi", "B": "gig", "C": "gii", "D": "gii", "E": "gio", "F": "ggw"}
    said = {"A": "diversion", "B": "diversion", "C": "stuffing", "D": "stuffing", "E": "power"}
    named = causes(trial_of(tmp_path, truth, drawn, cause=said))
    assert (named.right.count, named.right.of) == (3, 4)
    assert named.by_cause == {
        "diversion": {"diversion": 2},
        "power": {"stuffing": 1},
        "stuffing": {"stuffing": 1},
    }
    assert named.by_label == {"inflated": {"inflated": 4}, "overmighty": {"inflated": 1}}


def test_a_cause_that_no_table_parts_from_the_true_one_is_right_within(tmp_path: Path) -> None:
    truth = [
        case("A", 1, cause="stock_transfer", mistakable_for="diversion"),
        case("B", 1, cause="stock_transfer", mistakable_for=None),
        case("C", 1, cause="stock_transfer", mistakable_for="diversion"),
    ]
    said = {"A": "diversion", "B": "diversion", "C": "stuffing"}
    named = causes(trial_of(tmp_path, truth, dict.fromkeys("ABC", "gig"), cause=said))
    assert (named.right.count, named.right_within.count, named.right_within.of) == (0, 1, 3)


def test_an_alert_that_names_no_cause_is_told_as_that(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [case("A", 0)], {"A": "gi"}, cause={"A": None})  # type: ignore[dict-item]
    assert causes(trial).by_cause == {"stuffing": {"none": 1}}
