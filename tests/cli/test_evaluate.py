"""`steelyard evaluate` as a user runs it: what it prints, writes, and says of wrong input."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from steelyard.cli.app import UNUSABLE, run
from steelyard.scorecard import evaluate
from steelyard.scorecard.rivals import RIVALS, LeftOut, Rival
from steelyard.words import Message
from tests.scorecard.worlds import (
    case,
    honest,
    write_monthly,
    write_people,
    write_truth,
    write_verdicts,
)


@pytest.fixture(autouse=True)
def _few_rivals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two rivals run: the rule of thumb, and one that cannot; PyOD takes seconds to read."""

    def absent(_: object) -> np.ndarray:
        raise LeftOut(Message("scorecard.no_pyod"))

    few = {name: Rival(name, RIVALS[name].title, absent) for name in ("ecod", "isolation_forest")}
    few["rule_of_thumb"] = RIVALS["rule_of_thumb"]
    monkeypatch.setattr("steelyard.cli.commands.evaluate.evaluate", partial(evaluate, rivals=few))


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Return a world of three honest dealers and three cases."""
    return write_truth(
        tmp_path / "world",
        [
            honest("A", rival="border"),
            honest("B", rival="a name of their own"),
            honest("C"),
            case("D", 4, 6, size=0.4, evades=True, complicit_salesperson_id="S1"),
            case("E", 4, cause="diversion", size=0.9, evades=False),
            case("F", 5, label="overmighty", cause="power"),
            case("G", 40),
        ],
    )


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return results that find two cases of three and accuse one honest dealer."""
    drawn = {
        "A": "..ggggig", "B": "..gggggg", "C": "..wggggg", "D": "..gggiii",
        "E": "..gggwgg", "F": "..gggoog", "G": "..gggggg", "Z": "..gggggg",
    }  # fmt: skip
    out = write_verdicts(tmp_path / "out", drawn)
    changes = {dealer: [None, *[0.1] * 7] for dealer in drawn}
    write_people(out, {"S1": 0.001, "S2": 0.3})
    tiers = pa.table({"dealer_id": ["A", "D"], "tier": ["key", "key"]})
    pq.write_table(tiers, out / "tiers.parquet")
    return write_monthly(out, {"amount_change": changes, "order_count_change": changes})


def test_it_prints_the_protocol(world: Path, out: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(world), str(out), "--lang", "en"]) == 0
    said = capfd.readouterr().out
    lines = {" ".join(line.split()) for line in said.splitlines()}
    for line in (
        "Judged: Mar 2024 to Aug 2024, months: 6. Dealers: 7, honest: 3. Cases: 3.",
        "Cases outside these months, left out: 1.",
        "Dealers with verdicts of whom the truth says nothing, left out: 1.",
        "all cases 2/3 66.7% (20.8–93.9%) 3/3 100.0% (43.9–100.0%)",
        "ever alerted 1/3 33.3% (6.1–79.2%)",
        "a name of their own 0/1 0.0% (0.0–79.3%)",
        "lying dealers called genuine in some month of their lie 2/2 100.0% (34.2–100.0%)",
        "of these, honest dealers of tier key 5/6 83.3% (43.6–97.0%)",
        "cause right: 2/2 100.0% (34.2–100.0%)",
        "Left out: ECOD (PyOD), isolation forest (PyOD). "
        'PyOD is not installed; python -m pip install "pyod>=3".',
        "took part and found 1/1 100.0% (20.7–100.0%)",
    ):
        assert line in lines
    assert "None" not in said
    assert "nan" not in said


def test_it_prints_the_same_in_chinese(
    world: Path, out: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", str(world), str(out), "--lang", "zh"]) == 0
    said = capfd.readouterr().out
    for words in (
        "评分范围：2024年3月至2024年8月",
        "召回率",
        "成因：窜货",
        "强势风险",
        "未参加对比",
    ):
        assert words in said
    assert "recall" not in said


def test_json_has_the_same_numbers(world: Path, out: Path, tmp_path: Path) -> None:
    file = tmp_path / "scorecard.json"
    given = ["evaluate", str(world), str(out), "--json", str(file), "--from", "2024-05"]
    assert run([*given, "--budget", "2"]) == 0
    card = json.loads(file.read_text("utf-8"))
    assert (card["period"]["first"], card["period"]["months"]) == ("2024-05", 4)
    assert card["recall"]["cases"]["alert"]["count"] == 2
    assert card["recall"]["by_cause"]["diversion"]["watch"]["share"] == 1.0
    assert card["false_alarms"]["by_circumstance"]["border"]["count"] == 1
    assert card["verified"] is None
    assert card["ranking"]["scores"]["steelyard"]["fixed_budget"]["a_month"] == 2
    assert "PyOD" in card["ranking"]["left_out"]["ecod"]["en"]


def test_a_world_without_cases_says_so(
    tmp_path: Path, out: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    world = write_truth(tmp_path / "calm", [honest("A"), honest("B")])
    file = tmp_path / "card.json"
    given = ["evaluate", str(world), str(out), "--lang", "en", "--json", str(file)]
    assert run(given) == 0
    assert "no case to be found" in capfd.readouterr().out
    assert json.loads(file.read_text("utf-8"))["delay"]["median"] is None


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--from", "May"], "May"),
        (["--from", "2024-13"], "2024-13"),
        (["--from", "2031-01"], "2031-01"),
        (["--budget", "0"], "0"),
        (["--budget", "many"], "many"),
    ],
)
def test_a_value_that_is_none_names_the_mend(
    world: Path, out: Path, given: list[str], said: str, language: str,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert run(["evaluate", str(world), str(out), *given, "--lang", language]) == UNUSABLE
    told = capfd.readouterr().err
    assert said in told
    assert "Traceback" not in told


def test_folders_that_hold_nothing_of_the_kind_are_told(
    world: Path, out: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["evaluate", str(out), str(out), "--lang", "en"]) == UNUSABLE
    assert "truth.parquet" in capfd.readouterr().err
    assert run(["evaluate", str(world), str(world), "--lang", "zh"]) == UNUSABLE
    assert "steelyard assess WORLD/in --out OUT" in capfd.readouterr().err
    assert run(["evaluate", str(world)]) == UNUSABLE
    there = str(tmp_path / "nowhere" / "card.json")
    assert run(["evaluate", str(world), str(out), "--json", there, "--lang", "en"]) == UNUSABLE
    assert "nowhere" in capfd.readouterr().err
