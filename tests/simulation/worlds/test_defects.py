"""The defects of messy worlds: there where the family says so, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from steelyard.simulation.worlds import FAMILIES, World, make_world, tables
from steelyard.simulation.worlds.defects.unknown_products import UNKNOWN


def _made(family: str) -> tuple[World, Mapping[str, pa.Table]]:
    world = make_world(FAMILIES[family], dealers=40, months=10, seed=4)
    return world, tables(world)


@pytest.fixture(scope="module")
def clean() -> tuple[World, Mapping[str, pa.Table]]:
    return _made("usual")


@pytest.fixture(scope="module")
def messy() -> tuple[World, Mapping[str, pa.Table]]:
    return _made("messy")


def _early(made: tuple[World, Mapping[str, pa.Table]]) -> int:
    world, rows = made
    return int((rows["scans"]["scanned_on"].to_numpy() < world.setting.months[0]).sum())


def _unknown(made: tuple[World, Mapping[str, pa.Table]]) -> int:
    named = made[1]["scans"]["product_id"].cast(pa.string())
    return int(pc.sum(pc.equal(named, UNKNOWN)).as_py())


def _twice(made: tuple[World, Mapping[str, pa.Table]]) -> int:
    rows = made[1]["sell_out"].select(["sold_on", "dealer_id", "product_id"])
    return int(rows.num_rows - rows.group_by(rows.column_names).aggregate([]).num_rows)


def _largest_burst(made: tuple[World, Mapping[str, pa.Table]]) -> float:
    """Return the largest share of a dealer's scans that fell on one day."""
    rows = made[1]["scans"].select(["dealer_id", "scanned_on"])
    days = rows.group_by(["dealer_id", "scanned_on"]).aggregate([([], "count_all")])
    whole = days.group_by("dealer_id").aggregate([("count_all", "sum"), ("count_all", "max")])
    large = whole.filter(pc.greater(whole["count_all_sum"], 500))
    return float(np.max(large["count_all_max"].to_numpy() / large["count_all_sum"].to_numpy()))


def test_a_clean_world_has_none(clean: tuple[World, Mapping[str, pa.Table]]) -> None:
    assert _early(clean) == _unknown(clean) == _twice(clean) == 0
    assert _largest_burst(clean) < 0.04


def test_a_messy_world_has_all(messy: tuple[World, Mapping[str, pa.Table]]) -> None:
    assert _early(messy) > 0
    assert _unknown(messy) > 0
    assert _twice(messy) > 0
    assert _largest_burst(messy) > 0.04


def test_no_defect_gives_a_code_twice(messy: tuple[World, Mapping[str, pa.Table]]) -> None:
    codes = messy[1]["scans"]["code"]
    assert len(codes.unique()) == len(codes)
