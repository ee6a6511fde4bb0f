"""Where units were scanned: positions, degrees and what was known earlier."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.testing import assert_array_equal

from steelyard.engines import open_engine
from steelyard.facts import Panel, panel_from, run_facts
from steelyard.facts.places import Regions
from tests.drawn import contract_connection, drawn_tables
from tests.panels import panel, scanned_at

SELL_IN = """
**sell_in**

| dealer_id | order_id | order_date | product_id | quantity | amount |
|---|---|---|---|---|---|
| A | 1 | 2024-01-05 | p | 10 | 100 |
| B | 2 | 2024-01-05 | p | 10 | 100 |
"""
MASTER = """
**dealers**

| dealer_id | region_id |
|---|---|
| A | west |
| B | |

**regions**

| region_id | name | latitude | longitude |
|---|---|---|---|
| west | 川西 | 30.5 | 104 |
| east | | | |
| nobody | 无人 | 1 | 1 |
"""
SCANS = """
**scans**

| dealer_id | scanned_on | product_id | region_id |
|---|---|---|---|
| B | 2024-02-03 | p | west |
| B | 2024-01-31 | p | north |
| A | 2024-02-01 | p | west |
| A | 2024-02-01 | p | east |
| A | 2024-02-29 | p | west |
| A | 2024-02-29 | p | |
"""


def _panel(text: str) -> Panel:
    tables = drawn_tables(text)
    connection = contract_connection(tables)
    rows = run_facts(open_engine("duckdb", connection, Path()), tuple(tables))
    masters = [
        connection.sql(f"from {name}").to_arrow_table() if name in tables else None
        for name in ("dealers", "regions")
    ]
    return panel_from(rows, *masters)


def test_without_scans_there_are_no_places_and_without_a_master_one_nameless_region() -> None:
    panel = _panel(SELL_IN)
    assert panel.scan_places is None
    assert panel.regions.ids == ("",)
    assert np.isnan(panel.regions.latitude).all()


def test_regions_granted_come_first_and_those_only_scanned_after_them() -> None:
    panel = _panel(SELL_IN + MASTER + SCANS)
    assert panel.dealers.region_ids == ("", "west")
    assert panel.regions.ids == ("", "west", "east", "north")
    assert_array_equal(panel.regions.latitude, [np.nan, 30.5, np.nan, np.nan])
    assert_array_equal(panel.regions.longitude, [np.nan, 104, np.nan, np.nan])


def test_a_region_is_called_by_its_name_with_the_id_and_by_the_id_without_a_name() -> None:
    assert _panel(SELL_IN + MASTER + SCANS).regions.called == ("", "川西 (west)", "east", "north")
    assert _panel(SELL_IN + SCANS).regions.called == ("", "east", "north", "west")
    nowhere = np.full(2, np.nan)
    assert Regions(("R1", "R2"), nowhere, nowhere).called == ("R1", "R2")
    assert Regions(("R1", "R2"), nowhere, nowhere, ("R1", "南")).called == ("R1", "南 (R2)")


def test_places_are_counted_by_dealer_month_and_region() -> None:
    places = _panel(SELL_IN + MASTER + SCANS).scan_places
    entries = zip(places.dealer, places.month, places.region, places.count, strict=True)
    assert list(entries) == [(0, 1, 1, 2), (0, 1, 2, 1), (1, 0, 3, 1), (1, 1, 1, 1)]


def test_places_of_later_months_were_not_known_before() -> None:
    panel = _panel(SELL_IN + MASTER + SCANS)
    cut = panel.until(1).scan_places
    assert len(cut) == 1
    assert (cut.dealer[0], cut.region[0], cut.count[0]) == (1, 3, 1)
    assert len(panel.until(0).scan_places) == 0


def test_places_sum_to_the_scans_whose_place_is_known() -> None:
    panel = _panel(SELL_IN + MASTER + SCANS)
    places = panel.scan_places
    total = np.zeros(panel.shape)
    np.add.at(total, (places.dealer, places.month), places.count)
    assert_array_equal(total, panel.scans - panel.scans_unknown)
    assert_array_equal(panel.scans, [[0, 4], [1, 1]])


def test_a_panel_drawn_in_a_test_has_places_too_and_forgets_later_ones() -> None:
    places = scanned_at({(1, 0, 2): 4, (0, 1, 0): 3})
    made = panel({"A": [1, 1], "B": [1, 1]}, scan_places=places)
    assert_array_equal(made.scan_places.dealer, [0, 1])
    assert_array_equal(made.until(1).scan_places.count, [4])
    assert panel({"A": [1, 1]}).until(1).scan_places is None
