"""Pairs of dealer and place that have met, and sums over any window of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from steelyard.balance.places import places, summed
from steelyard.balance.runs import Runs
from steelyard.facts.places import ScanPlaces
from tests.panels import panel

THREE = panel({"A": [10.0] * 3, "B": [10.0] * 3}, region=[0, 1])
SEEN = ScanPlaces(
    dealer=np.array([0, 0, 0, 1]),
    month=np.array([0, 1, 1, 2]),
    region=np.array([0, 0, 2, 1]),
    count=np.array([5.0, 1.0, 2.0, 7.0]),
)


def test_without_places_there_are_no_pairs() -> None:
    assert places(THREE) is None


def test_only_pairs_that_met_are_kept_in_the_order_of_dealers() -> None:
    met = places(replace(THREE, scan_places=SEEN))
    assert met is not None
    assert list(zip(met.dealer.tolist(), met.place.tolist(), strict=True)) == [
        (0, 0), (0, 2), (1, 1),
    ]  # fmt: skip
    assert met.regions == 3


def test_sums_are_of_the_months_from_first_until_before_the_end() -> None:
    met = places(replace(THREE, scan_places=SEEN))
    assert met is not None
    pairs = met.of(np.array([True, False]))
    assert met.between(0, 3, pairs).tolist() == [6, 2]
    assert met.between(1, 2, pairs).tolist() == [1, 2]
    assert met.by_place.tolist() == [[0, 0, 0], [5, 0, 0], [6, 0, 2], [6, 7, 2]]


def test_some_of_the_pairs_keep_their_sums() -> None:
    met = places(replace(THREE, scan_places=SEEN))
    assert met is not None
    away = met.only(np.array([False, True, False]))
    assert away.dealer.tolist() == [0]
    assert away.between(0, 3, np.array([0])).tolist() == [2]


def test_sums_by_group() -> None:
    values = np.array([[1.0, 2.0, 3.0]])
    assert summed(values, np.array([1, 0, 1]), 3).tolist() == [[2, 4, 0]]


def test_runs_know_their_total_their_most_and_where_it_stands() -> None:
    runs = Runs.of(np.array([4, 4, 4, 7]))
    values = np.array([1.0, 5.0, 5.0, 2.0])
    assert runs.key.tolist() == [4, 7]
    assert runs.total(values).tolist() == [11, 2]
    assert runs.most(values).tolist() == [5, 2]
    assert runs.where_most(values).tolist() == [1, 3]
    assert runs.spread(np.array([8, 9])).tolist() == [8, 8, 8, 9]
