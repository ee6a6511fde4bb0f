"""What the panel says of a month does not change when later months are added, on any tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from steelyard.engines import open_engine
from steelyard.facts import Panel, panel_from, run_facts
from steelyard.tables import TABLES
from tests.drawn import contract_connection
from tests.facts.any_tables import World, any_tables

BY_ITSELF = ("dealers", "months", "regions", "scan_places", "served_by", "category_amount")
"""Compared apart, or with a test of its own."""
LINES = 50
"""Enough rows that every table has some in each month."""


@settings(
    max_examples=4,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # the seed names the world
    suppress_health_check=list(HealthCheck),
)
@given(seed=st.integers(0, 2**32), months=st.integers(3, 6))
def test_no_later_row_changes_a_figure(seed: int, months: int) -> None:
    world = any_tables(seed, LINES)
    whole = _panel(world)
    end = (whole.months[0] + months).astype("datetime64[D]").item()
    then = _panel(_until(world, end))
    known = [whole.dealers.ids.index(i) for i in then.dealers.ids]
    cut = whole.until(months)
    assert cut.months[-1] == then.months[-1]
    for field in fields(Panel):
        if field.name in BY_ITSELF:
            continue
        now, before = getattr(cut, field.name), getattr(then, field.name)
        now = now if now is None or now.ndim == 1 else now[known]
        assert_array_equal(now, before, field.name)
    assert _by_id(cut) == _by_id(then)


def _panel(world: World) -> Panel:
    connection = contract_connection(world)
    rows = run_facts(open_engine("duckdb", connection, Path()), tuple(world))
    master = connection.sql("from dealers").to_arrow_table()
    return panel_from(rows, master, connection.sql("from regions").to_arrow_table())


def _until(world: World, end: dt.date) -> World:
    return {
        name: [row for row in rows if (day := TABLES[name].dated_by) is None or row[day] < end]
        for name, rows in world.items()
    }


def _by_id(panel: Panel) -> dict[tuple[str, np.datetime64, str], float]:
    places = panel.scan_places
    return {
        (panel.dealers.ids[d], panel.months[m], panel.regions.ids[r]): count
        for d, m, r, count in zip(
            places.dealer, places.month, places.region, places.count, strict=True
        )
    }
