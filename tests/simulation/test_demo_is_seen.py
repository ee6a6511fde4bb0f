"""The main job on the bundled example: the honest are left alone, the planted deeds are seen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from steelyard.assessment import Assessment, assess
from steelyard.simulation.demo_channel import BAD_ROW_COUNT, planted, write_folder
from steelyard.simulation.demo_channel.lines import channel

TOTALS_ROWS = 7


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    folder: Path = tmp_path_factory.mktemp("demo")
    write_folder(folder / "in")
    return assess(folder / "in", folder / "out", report=False)


@pytest.fixture(scope="module")
def watched(result: Assessment) -> dict[str, list[dt.date]]:
    """Return the months in which each dealer is to be verified."""
    found: dict[str, list[dt.date]] = {}
    for row in result.verdicts.to_dicts():
        if row["verdict"] == "watch":
            found.setdefault(row["dealer_id"], []).append(row["month"])
    return found


def test_honest_growers_and_newcomers_are_never_watched(
    watched: dict[str, list[dt.date]],
) -> None:
    honest = [case.dealer_id for case in planted() if case.honest]
    assert honest
    assert {dealer: watched[dealer] for dealer in honest if dealer in watched} == {}


def test_sell_in_alone_convicts_nobody(result: Assessment) -> None:
    assert {row["verdict"] for row in result.verdicts.to_dicts()} == {"watch", "unjudged"}


def test_few_others_are_watched(watched: dict[str, list[dt.date]]) -> None:
    schemers = {case.dealer_id for case in planted() if not case.honest}
    others = {dealer: months for dealer, months in watched.items() if dealer not in schemers}
    assert len(others) <= 3, others


def test_planted_deeds_are_seen_while_they_last(watched: dict[str, list[dt.date]]) -> None:
    seen = {
        case.deed
        for case in planted()
        if not case.honest
        and any(case.starts <= month <= case.ends for month in watched.get(case.dealer_id, []))
    }
    assert seen == {case.deed for case in planted() if not case.honest}


def test_every_row_is_accounted_for(result: Assessment) -> None:
    sell_in = result.data_report["tables"]["sell_in"]
    assert sell_in["rows_kept"] == len(channel())
    assert sell_in["rows_quarantined"] == BAD_ROW_COUNT + TOTALS_ROWS
