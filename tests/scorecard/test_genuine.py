"""The word genuine: never of a lie, and often of those who deserve it."""

from __future__ import annotations

import math
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from steelyard.scorecard.genuine import genuine
from tests.scorecard.worlds import case, honest, trial_of


def _tiers(folder: Path, tiers: dict[str, str | None]) -> Path:
    table = pa.table({"dealer_id": list(tiers), "tier": pa.array(tiers.values(), pa.string())})
    pq.write_table(table, folder / "tiers.parquet")
    return folder


def test_where_nobody_lies_nothing_is_called_genuine_wrongly(tmp_path: Path) -> None:
    told = genuine(tmp_path, trial_of(tmp_path, [honest("A")], {"A": "gg.."}))
    assert (told.of_lies.of, told.liars.of) == (0, 0)
    assert math.isnan(told.of_lies.share)
    assert (told.of_honest.count, told.of_honest.of) == (2, 4)
    assert told.of_honest_by_tier == {}


def test_only_months_within_a_lie_count_against_the_word(tmp_path: Path) -> None:
    truth = [
        case("A", 2, 3),  # genuine before, in one month of the lie, and after
        case("B", 1, 2),  # never within it
        case("C", 0, 3, label="overmighty", cause="power"),  # power is no lie
        {"dealer_id": "D", "label": "inflated", "starts": None, "ends": None},  # no row at all
    ]
    drawn = {"A": "ggg.gg", "B": "gw.ggg", "C": "gggggg"}
    told = genuine(tmp_path, trial_of(tmp_path, truth, drawn))
    assert (told.of_lies.count, told.of_lies.of) == (1, 4)
    assert (told.liars.count, told.liars.of) == (1, 2)
    assert told.of_honest.of == 0


def test_a_dealer_with_two_cases_is_a_liar_in_the_months_of_its_lie_only(tmp_path: Path) -> None:
    truth = [case("A", 0, 1, label="overmighty", cause="power"), case("A", 3, 3)]
    told = genuine(tmp_path, trial_of(tmp_path, truth, {"A": "gggg"}))
    assert (told.of_lies.count, told.of_lies.of) == (1, 1)


def test_what_honest_dealers_have_of_the_word_stands_by_their_tier(tmp_path: Path) -> None:
    truth = [honest("A"), honest("B"), honest("C"), case("D", 0)]
    trial = trial_of(tmp_path, truth, {"A": "gggw", "B": " .g.", "C": "g...", "D": "gggg"})
    tiers = {"A": "key", "B": "small", "C": None, "D": "major", "Z": "key"}
    told = genuine(_tiers(tmp_path, tiers), trial)
    assert (told.of_honest.count, told.of_honest.of) == (5, 11)
    by_tier = {name: (of.count, of.of) for name, of in told.of_honest_by_tier.items()}
    assert by_tier == {"key": (3, 4), "small": (1, 3)}
    assert (told.of_lies.count, told.of_lies.of) == (4, 4)
