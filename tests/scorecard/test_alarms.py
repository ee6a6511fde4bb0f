"""New alarms and false ones: an alert that goes on is told once, honest dealers are counted."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from steelyard.scorecard.alarms import alarms, new_alarms
from steelyard.scorecard.false_alarms import false_alarms
from steelyard.scorecard.salespeople import salespeople
from tests.scorecard.worlds import case, honest, trial_of, write_people


def drawn_alarms(drawn: str, since: list[int] | None = None) -> str:
    """Return where new alarms are, for alerts drawn as `x`."""
    alerted = np.array([[letter == "x" for letter in drawn]])
    began = np.array([since or [-1] * len(drawn)])
    return "".join("x" if new else "." for new in new_alarms(alerted, began)[0])


def test_quiet_months_alarm_nobody(tmp_path: Path) -> None:
    assert drawn_alarms("....") == "...."
    told = alarms(trial_of(tmp_path, [honest("A"), case("B", 1)], {"A": "gwgg", "B": "gg.w"}))
    assert (told.new, told.a_month, told.most_in_a_month) == (0, 0.0, 0)
    assert math.isnan(told.precision.share)


@pytest.mark.parametrize(
    ("drawn", "since", "new"),
    [
        ("xxx.", None, "x..."),
        ("x.x.", None, "x.x."),
        ("x.x.", [0, -1, 0, -1], "x..."),  # the same matter
        ("x.x.", [0, -1, 2, -1], "x.x."),  # a new one
        ("x.xx", [0, -1, 2, 0], "x.x."),  # goes on, whatever it says
        ("x..x", [-1, -1, -1, -1], "x..x"),  # no since is not the same since
    ],
)
def test_a_repeat_is_no_new_alarm(drawn: str, since: list[int] | None, new: str) -> None:
    assert drawn_alarms(drawn, since) == new


def test_alarms_are_right_within_a_case_of_their_dealer(tmp_path: Path) -> None:
    truth = [honest("H"), case("A", 3, 4), case("B", 1, 2), case("C", 2, 3)]
    drawn = {
        "H": "gigggggi",  # twice wrong
        "A": "gigiggig",  # before; right; right, two months after the end
        "B": "gggggiig",  # later than two months after the end
        "C": "giiggggg",  # begins before the case and goes on: told before it was true
    }
    told = alarms(trial_of(tmp_path, truth, drawn))
    assert (told.new, told.most_in_a_month, told.months) == (7, 3, 8)
    assert told.a_month == 7 / 8
    assert (told.precision.count, told.precision.of) == (2, 7)
    assert (told.before_case, told.after_case) == (2, 1)


def test_between_two_cases_is_before_the_second(tmp_path: Path) -> None:
    truth = [case("A", 0, 0), case("A", 6, 7)]
    told = alarms(trial_of(tmp_path, truth, {"A": "ggggiggg"}))
    assert (told.before_case, told.after_case) == (1, 0)


def test_honest_dealers_that_nobody_alerts(tmp_path: Path) -> None:
    told = false_alarms(trial_of(tmp_path, [honest("A"), case("B", 0)], {"A": "gwg", "B": "iii"}))
    assert (told.ever_alerted.count, told.ever_alerted.of) == (0, 1)
    assert (told.ever_listed.count, told.alarms, told.a_dealer_year) == (1, 0, 0.0)


def test_false_alarms_are_told_by_circumstance_and_dealer_year(tmp_path: Path) -> None:
    truth = [
        honest("A", rival="border"),
        honest("B", rival="border"),
        honest("C"),
        honest("D", rival="growth"),  # without any verdict: in no share
        case("E", 1, 2, partner_dealer_id="F"),
        honest("F"),
    ]
    drawn = {
        "A": "gigoiggggggg",
        "B": "gggggggggggg",
        "C": "wwwwwwwwwwww",
        "E": "iiiiiiiiiiii",
        "F": "gggggggggggo",
    }
    told = false_alarms(trial_of(tmp_path, truth, drawn))
    assert (told.ever_alerted.count, told.ever_alerted.of) == (2, 4)
    assert (told.ever_listed.count, told.ever_listed.of) == (3, 4)
    assert (told.alarms, told.dealer_years, told.a_dealer_year) == (3, 4.0, 0.75)
    counts = {name: (share.count, share.of) for name, share in told.by_circumstance.items()}
    assert counts == {"border": (1, 2), "partner": (1, 1), "none": (0, 1)}
    assert list(counts)[-1] == "none"


def test_a_world_without_honest_dealers_has_no_rate(tmp_path: Path) -> None:
    told = false_alarms(trial_of(tmp_path, [case("A", 0)], {"A": "iii"}))
    assert math.isnan(told.a_dealer_year)
    assert not told.by_circumstance


def test_salespeople_are_left_out_where_nothing_is_known_of_them(tmp_path: Path) -> None:
    silent = trial_of(tmp_path, [honest("A")], {"A": "gg"})
    write_people(tmp_path, {"S1": 0.001})
    assert salespeople(tmp_path, silent.truth) is None
    told = trial_of(tmp_path, [honest("A", complicit_salesperson_id=None)], {"A": "gg"})
    assert salespeople(tmp_path / "elsewhere", told.truth) is None


def test_salespeople_found_and_wrongly_suspected(tmp_path: Path) -> None:
    truth = [
        case("A", 0, complicit_salesperson_id="S1"),
        case("B", 0, complicit_salesperson_id="S1"),
        case("C", 0, complicit_salesperson_id="S2"),
        case("D", 0, complicit_salesperson_id="S9"),  # not in the results
    ]
    trial = trial_of(tmp_path, truth, {"A": "gg"})
    write_people(tmp_path, {"S1": 0.01, "S2": 0.02, "S3": 0.0001, "S4": None, "S5": 0.5})
    told = salespeople(tmp_path, trial.truth)
    assert told is not None
    assert (told.found.count, told.found.of) == (1, 3)
    assert (told.wrongly.count, told.wrongly.of) == (1, 3)
    assert (told.to_look_at.count, told.to_look_at.of) == (2, 3)
    assert (told.looked_at_wrongly.count, told.looked_at_wrongly.of) == (1, 3)


def test_who_is_said_not_to_be_separable_is_not_suspected_however_rare(tmp_path: Path) -> None:
    truth = [case("A", 0, complicit_salesperson_id="S1")]
    trial = trial_of(tmp_path, truth, {"A": "gg"})
    p_values = {"S1": 0.03, "S2": 0.0001, "S3": 0.002, "S4": 0.001}
    said = ("above_expected", "not_separable", "clustered", "above_expected")
    write_people(tmp_path, p_values, said)
    told = salespeople(tmp_path, trial.truth)
    assert told is not None
    assert (told.found.count, told.wrongly.count) == (0, 1)
    assert (told.to_look_at.count, told.looked_at_wrongly.count) == (1, 2)
