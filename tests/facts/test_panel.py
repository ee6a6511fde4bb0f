"""The panel's own sums, and the panel as it was known earlier."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
from numpy.testing import assert_array_equal

from steelyard.engines import open_engine
from steelyard.facts import Panel, panel_from, run_facts
from tests.drawn import contract_connection, drawn_tables

CHANNEL = """
**sell_in**

| dealer_id | order_id | order_date | product_id | quantity | amount |
|---|---|---|---|---|---|
| A | 1 | 2024-01-05 | p | 10 | 100 |
| A | 2 | 2024-02-05 | p | 30 | 300 |
| B | 3 | 2024-02-05 | p | 10 | 100 |
| B | 4 | 2024-03-05 | p | -1 | -10 |

**sell_out**

| dealer_id | sold_on | product_id | quantity | amount | buyer_id |
|---|---|---|---|---|---|
| A | 2024-02-07 | p | 4 | 50 | S |

**dealers**

| dealer_id | level | parent_id |
|---|---|---|
| S | 2 | A |

**products**

| product_id | category |
|---|---|
| p | wine |
"""


def _panel(before: str = "2024-12-31") -> Panel:
    tables = drawn_tables(CHANNEL)
    for name, column in (("sell_in", "order_date"), ("sell_out", "sold_on")):
        tables[name] = [row for row in tables[name] if str(row[column]) < before]
    engine = open_engine("duckdb", contract_connection(tables), Path())
    return panel_from(run_facts(engine, tuple(tables)), None)


def test_a_share_is_of_the_dealers_own_level_and_unknown_where_the_level_bought_nothing() -> None:
    tables = drawn_tables(CHANNEL)
    connection = contract_connection(tables)
    master = connection.sql("from dealers").to_arrow_table()
    rows = run_facts(open_engine("duckdb", connection, Path()), tuple(tables))
    panel = panel_from(rows, master)
    assert_array_equal(panel.level_total, [[100, 400, -10], [100, 400, -10], [0, 50, 0]])
    shares = [[1, 0.75, np.nan], [0, 0.25, np.nan], [np.nan, 1, np.nan]]
    assert_array_equal(panel.channel_share, shares)


def test_the_first_month_is_that_of_the_first_order() -> None:
    panel = _panel()
    assert len(panel.dealers) == 3
    assert_array_equal(panel.first_month, [0, 1, 1])
    assert_array_equal(panel.until(1).first_month, [0, 1, 1])  # 1: not within the first month


def test_until_is_the_panel_that_was_known_then() -> None:
    then, cut = _panel(before="2024-03-01"), _panel().until(2)
    assert cut.shape == then.shape == (3, 2)
    for field in fields(Panel):
        if field.name not in ("dealers", "regions", "scan_places"):
            assert_array_equal(getattr(cut, field.name), getattr(then, field.name), field.name)
