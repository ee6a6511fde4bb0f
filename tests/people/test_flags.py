"""Which matters count: an alert, or a matter to verify where alerts cannot be had; each once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.people.flags import flags
from steelyard.signals import Reader, Reading, Signal
from tests.people.made import channel, findings

MADE = channel([("Li", "R0")] * 4)
WORDS = {"zh": "", "en": ""}


def _reader(anchor: str) -> dict[str, Reader]:
    signal = Signal("a", WORDS, WORDS, WORDS, {}, WORDS, anchor, {"stuffing": 1.0}, ("sell_in",))  # type: ignore[arg-type]
    return {"a": Reader(signal, lambda channel: _read())}


def _read() -> Reading:
    nothing = np.zeros(MADE.shape)
    return Reading(nothing, nothing, nothing)


def test_nothing_listed_is_no_flag() -> None:
    found = flags(findings(MADE, []))
    assert found.by == "watch"
    assert found.dealer.size == found.since.size == found.listed.size == 0


def test_a_matter_counts_once_from_its_first_listing() -> None:
    found = findings(MADE, [(1, 8), (1, 9), (1, 15), (3, 2)])
    found.verdicts.since[1, 8:10] = 7
    matters = flags(found)
    listed = zip(
        *(m.tolist() for m in (matters.dealer, matters.since, matters.listed)), strict=True
    )
    assert list(listed) == [(1, 7, 8), (1, 15, 15), (3, 2, 2)]


@pytest.mark.parametrize("since", [-1, 20])
def test_a_listed_month_without_a_beginning_begins_its_own_matter(since: int) -> None:
    found = findings(MADE, [(1, 8)])
    found.verdicts.since[1, 8] = since
    assert flags(found).since.tolist() == [8]


def test_power_is_no_flag_for_nobody_writes_it_into_an_order() -> None:
    matters = flags(findings(MADE, [(1, 8), (3, 2)], verdict="overmighty"))
    assert (matters.by, matters.dealer.size) == ("alert", 0)


def test_where_there_are_alerts_a_matter_to_verify_is_no_flag() -> None:
    found = findings(MADE, [(1, 8), (3, 2)])
    mixed = found.verdicts.verdict.astype("<U12")
    mixed[3, 2] = "inflated"
    matters = flags(replace(found, verdicts=replace(found.verdicts, verdict=mixed)))
    assert (matters.by, matters.dealer.tolist()) == ("alert", [3])


@pytest.mark.parametrize(("anchor", "by"), [("books", "watch"), ("market", "alert")])
def test_alerts_count_where_they_could_be_had_even_if_there_are_none(anchor: str, by: str) -> None:
    found = replace(findings(MADE, [(1, 8)]), readings={"a": _read()})
    matters = flags(found, _reader(anchor))
    assert matters.by == by
    assert matters.dealer.size == (1 if by == "watch" else 0)
