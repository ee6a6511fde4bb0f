"""Truth and verdicts on one grid: which months are judged, and which cases count."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from steelyard.intake import InputUnusable
from steelyard.scorecard.given import read_given
from steelyard.scorecard.scorecard import period
from steelyard.scorecard.truth import read_truth
from tests.scorecard.worlds import START, case, honest, month, trial_of, write_truth, write_verdicts


def test_a_world_of_honest_dealers_has_no_case(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [honest("A"), honest("B")], {"A": "..gg", "B": "...."})
    assert trial.cases.first.size == 0
    assert not trial.windows.size
    assert not trial.lies.any()
    assert trial.truth.honest.all()


def test_the_months_judged_begin_with_the_first_verdict_that_says_something(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [honest("A"), honest("B")], {"A": "....", "B": "..w."})
    assert trial.months.tolist() == [START + 2, START + 3]
    assert trial.listed.tolist() == [[False, False], [True, False]]


def test_where_all_is_unjudged_every_month_is_judged(tmp_path: Path) -> None:
    trial = trial_of(tmp_path, [honest("A")], {"A": "...."})
    assert trial.months.size == 4
    assert period(trial).all_unjudged
    assert not period(trial_of(tmp_path, [honest("A")], {"A": "...g"})).all_unjudged


def test_the_months_judged_begin_when_asked(tmp_path: Path) -> None:
    drawn = {"A": "iggg"}
    assert trial_of(tmp_path, [honest("A")], drawn, start=2).months.size == 2
    assert trial_of(tmp_path, [honest("A")], drawn, start=-30).months.size == 4
    with pytest.raises(InputUnusable, match="verdicts end in 2024-04"):
        trial_of(tmp_path, [honest("A")], drawn, start=4)


def test_cases_are_cut_to_the_months_judged(tmp_path: Path) -> None:
    truth = [
        case("A", 0, 1),  # ends before the months judged, however near
        case("B", 1, 3),
        case("C", 5),
        case("D", 8, 9),  # begins after them
        {"dealer_id": "E", "label": "overmighty"},
    ]
    drawn = dict.fromkeys("ABCDE", "..gggggg")
    trial = trial_of(tmp_path, truth, drawn)
    cases = trial.cases
    assert trial.truth.dealers[cases.case.dealer].tolist() == ["B", "C", "E"]
    assert cases.first.tolist() == [0, 3, 0]
    assert cases.last.tolist() == [1, 5, 5]
    assert cases.until.tolist() == [3, 5, 5]
    assert cases.began_before.tolist() == [True, False, True]
    assert period(trial).cases_outside == 2
    assert period(trial).began_before == 2


def test_who_is_missing_on_either_side_is_counted(tmp_path: Path) -> None:
    truth = [honest("A"), honest("B"), case("C", 0)]
    said = period(trial_of(tmp_path, truth, {"A": "gg", "Y": "ii", "Z": "g"}))
    assert (said.missing_honest, said.missing_with_case, said.unknown_dealers) == (1, 1, 2)
    assert (said.dealers, said.honest, said.cases) == (3, 2, 1)


def test_results_of_another_world_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputUnusable, match="No dealer of the truth has a verdict"):
        trial_of(tmp_path, [honest("A")], {"X": "gg"})


def test_a_dealer_may_have_several_cases_and_a_partner_is_in_a_circumstance(tmp_path: Path) -> None:
    rows = [
        case("A", 0, 1, partner_dealer_id="C", complicit_salesperson_id="S1"),
        case("A", 3, 4, partner_dealer_id="D"),
        honest("B", rival="border"),
        honest("C"),
        honest("D", rival="tourist_town"),
    ]
    truth = read_truth(write_truth(tmp_path, rows))
    assert truth.cases.dealer.tolist() == [0, 0]
    assert truth.circumstance.tolist() == ["", "border", "partner", "tourist_town"]
    assert truth.complicit == {"S1"}
    assert read_truth(write_truth(tmp_path, [honest("A")])).complicit is None


def test_days_times_and_text_are_all_months(tmp_path: Path) -> None:
    rows = [case("A", 0, starts="2024-02-17", ends="2024-05-01")]
    truth = read_truth(write_truth(tmp_path, rows))
    assert truth.cases.starts.tolist() == [month(1)]
    assert truth.cases.ends.tolist() == [month(4)]
    assert truth.cases.starts.dtype == np.dtype("datetime64[M]")


def test_ids_may_be_text_of_any_encoding(tmp_path: Path) -> None:
    ids = pa.array(["A", "B", "A"]).dictionary_encode()
    labels = pa.array(["inflated", "honest", "inflated"], pa.large_string())
    pq.write_table(pa.table({"dealer_id": ids, "label": labels}), tmp_path / "truth.parquet")
    assert read_truth(tmp_path).dealers.tolist() == ["A", "B"]


UNUSABLE_TRUTHS = {
    r"labels unknown \(rows\): '' \(1\), 'guilty' \(1\)": {
        "dealer_id": ["A", "B"], "label": ["guilty", None]
    },
    "lacks label; it has: dealer_id, verdict": {"dealer_id": ["A"], "verdict": ["honest"]},
    "dealer_id is int64; ids are text": {"dealer_id": [7], "label": ["honest"]},
    "dealer_id is empty in rows: 1": {"dealer_id": ["A", None], "label": ["honest"] * 2},
    "starts is int64; write dates": {"dealer_id": ["A"], "label": ["inflated"], "starts": [202401]},
    "ends is string; write dates": {"dealer_id": ["A"], "label": ["inflated"], "ends": ["May"]},
    "size is string; write numbers": {"dealer_id": ["A"], "label": ["inflated"], "size": ["big"]},
    "cases that end before they start: 1, for example dealer A": {
        "dealer_id": ["A"], "label": ["inflated"], "starts": ["2024-05-01"], "ends": ["2024-04-01"]
    },
}  # fmt: skip


@pytest.mark.parametrize("said", UNUSABLE_TRUTHS)
def test_a_truth_that_cannot_be_used_names_place_and_mend(tmp_path: Path, said: str) -> None:
    pq.write_table(pa.table(UNUSABLE_TRUTHS[said]), tmp_path / "truth.parquet")
    with pytest.raises(InputUnusable, match=said) as error:
        read_truth(tmp_path)
    assert str(tmp_path) in error.value.speak("zh")


def test_a_truth_without_rows_or_without_parquet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputUnusable, match=r"There is no .*truth\.parquet"):
        read_truth(tmp_path)
    schema = pa.schema({"dealer_id": pa.string(), "label": pa.string()})
    pq.write_table(schema.empty_table(), tmp_path / "truth.parquet")
    with pytest.raises(InputUnusable, match="has no rows"):
        read_truth(tmp_path)
    (tmp_path / "truth.parquet").write_text("dealer_id,label\nA,honest\n", "utf-8")
    with pytest.raises(InputUnusable, match="cannot be read as Parquet"):
        read_truth(tmp_path)


UNUSABLE_VERDICTS = {
    "verdicts unknown: guilty": {"verdict": ["guilty"]},
    "month is empty in rows: 1": {"month": pa.array([None], pa.date32())},
    "dealer_id is int64": {"dealer_id": [7]},
}


@pytest.mark.parametrize("said", UNUSABLE_VERDICTS)
def test_verdicts_that_cannot_be_used_name_the_mend(tmp_path: Path, said: str) -> None:
    columns = {"dealer_id": ["A"], "month": [month(0)], "verdict": ["watch"]}
    pq.write_table(pa.table({**columns, **UNUSABLE_VERDICTS[said]}), tmp_path / "verdicts.parquet")
    with pytest.raises(InputUnusable, match=said):
        read_given(tmp_path)


def test_no_verdicts_at_all_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputUnusable, match=r"There is no .*verdicts\.parquet"):
        read_given(tmp_path)
    with pytest.raises(InputUnusable, match="nothing to score"):
        read_given(write_verdicts(tmp_path, {}))
