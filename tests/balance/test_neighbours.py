"""Which regions are neighbours, and what those of a region bought less than before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from steelyard.balance.neighbours import near_regions, neighbours
from steelyard.facts.places import Regions
from tests.markets import market

NAN = np.nan


def test_without_places_nobody_has_neighbours() -> None:
    nowhere = Regions(("A", "B"), np.array([NAN, NAN]), np.array([NAN, NAN]))
    assert near_regions(nowhere) is None
    assert neighbours(replace(market(dealers=12).panel(), regions=nowhere)) is None
    assert neighbours(replace(market(dealers=12).panel(), regions=None)) is None


def _on_the_equator(east: list[float]) -> Regions:
    north = np.where(np.isnan(east), NAN, 0.0)
    return Regions(tuple(f"R{k}" for k in range(len(east))), north, np.array(east))


def test_seven_regions_are_no_channel() -> None:
    assert near_regions(_on_the_equator([1.0, 2, 3, 4, 5, 6, 7, NAN])) is None


def test_the_nearest_are_neighbours_over_the_date_line_too() -> None:
    near = near_regions(_on_the_equator([179.0, -179, 178, -178, 90, 80, 70, 60]))
    assert near is not None
    assert np.flatnonzero(near[0]).tolist() == [1, 2, 3, 4]
    assert not near.diagonal().any()


def test_a_region_without_a_place_is_nobodys_neighbour() -> None:
    near = near_regions(_on_the_equator([1.0, 2, 3, 4, 5, 6, 7, 8, NAN]))
    assert near is not None
    assert not near[:, 8].any()
    assert not near[8].any()


def test_a_fall_of_the_whole_channel_is_no_loss() -> None:
    ours = market(dealers=120, regions=12)
    ours.bought[:, 24:] /= 2
    found = neighbours(ours.panel())
    assert found is not None
    assert np.nanmean(found.departure[:, :, 24:] > 3) < 0.02


def test_what_neighbours_bought_less_is_told_in_units() -> None:
    ours = market(dealers=120, regions=12)
    region = 5
    near = near_regions(ours.panel().regions)  # type: ignore[arg-type]
    assert near is not None
    theirs = np.isin(ours.region, np.flatnonzero(near[region]))
    before = ours.bought[theirs, 24:].sum(axis=0)
    ours.bought[theirs, 24:] *= 0.6
    found = neighbours(ours.panel())
    assert found is not None
    assert found.departure[2, region, 26] > 3
    assert found.loss[2, region, 26] == pytest.approx(0.4 * before[:3].sum(), rel=0.4)
