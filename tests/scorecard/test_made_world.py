"""From end to end: a made world is assessed and scored, with every rival and no hand in between."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from steelyard.assessment import assess
from steelyard.scorecard import Scorecard, evaluate
from steelyard.scorecard.ranking import OWN
from steelyard.scorecard.rivals import RIVALS
from steelyard.scorecard.told import sections
from steelyard.simulation.worlds import simulate
from steelyard.simulation.worlds.rival import all_rivals
from steelyard.words import LANGUAGES, catalogue

DEALERS, MONTHS = 60, 18


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small world, and its results beside it in `out`."""
    folder = tmp_path_factory.mktemp("scored")
    simulate(folder / "world", dealers=DEALERS, months=MONTHS, seed=5)
    assess(folder / "world" / "in", folder / "out", report=False)
    return folder / "world"


@pytest.fixture(scope="module")
def card(world: Path) -> Iterator[Scorecard]:
    """Return its scorecard."""
    return evaluate(world, world.parent / "out")


def test_nobody_is_left_out_and_no_case_lost(world: Path, card: Scorecard) -> None:
    truth = pq.read_table(world / "truth.parquet").to_pylist()
    lies = [row for row in truth if row["label"] != "honest"]
    period = card.period
    assert (period.dealers, period.honest) == (DEALERS, DEALERS - len(lies))
    assert period.cases + period.cases_outside == len(lies)
    assert (period.missing_with_case, period.unknown_dealers) == (0, 0)
    groups = (card.recall.by_cause, card.recall.by_size, card.recall.by_evasion)
    for group in groups:
        assert sum(caught.alert.of for caught in group.values()) == period.cases
        assert "unknown" not in group


def test_verified_sell_out_holds_what_was_sold(card: Scorecard) -> None:
    told = card.verified
    assert told is not None
    honest = told["honest"].covered
    assert honest.of > 0.9 * card.period.honest * card.period.months
    assert honest.count > 0.9 * honest.of
    assert told["honest"].median_error < 0.05
    assert told["honest"].median_width < 0.4


def test_every_rival_ran_within_its_false_alarms(card: Scorecard) -> None:
    assert set(card.ranking.scores) == {OWN, *RIVALS}
    assert not card.ranking.left_out
    for ranked in card.ranking.scores.values():
        equal = ranked.equal_false_alarms
        assert equal.honest_above.count <= 0.01 * equal.honest_above.of
        assert equal.recall.of == card.period.cases
        assert ranked.fixed_budget.alarms <= ranked.fixed_budget.a_month * card.period.months


def test_what_only_a_made_world_tells_is_measured(world: Path, card: Scorecard) -> None:
    assert card.verified is not None
    assert set(card.verified) == {"honest", "lying", "within_case"}
    served = pq.read_table(world.parent / "out" / "salespeople.parquet")
    assert card.salespeople is not None
    knew = set(pq.read_table(world / "truth.parquet")["complicit_salesperson_id"].to_pylist())
    assert card.salespeople.found.of == len(knew - {None})
    others = set(served["salesperson_id"].to_pylist()) - knew
    assert card.salespeople.wrongly.of == len(others)


def test_it_is_said_and_written_whole(card: Scorecard) -> None:
    text = json.dumps(card.to_dict(), allow_nan=False)
    assert json.loads(text)["period"]["dealers"] == DEALERS
    for language in LANGUAGES:
        for section in sections(card, language):
            assert all(len(row) == len(section.head) for row in section.rows)
            assert not any("nan" in cell for row in section.rows for cell in row)


def test_a_second_scoring_says_the_same(world: Path, card: Scorecard) -> None:
    rivals = {name: rival for name, rival in RIVALS.items() if name != "isolation_forest"}
    again = evaluate(world, world.parent / "out", rivals=rivals).to_dict()
    first = card.to_dict()
    del first["ranking"]["scores"]["isolation_forest"]
    assert again == first


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_circumstance_of_a_made_world_has_a_name(language: str) -> None:
    named = catalogue("scorecard", language)  # type: ignore[arg-type]
    for name in (*all_rivals(), "merger_ended", "partner"):
        assert f"circumstance.{name}" in named
