"""From rows to the panel: what stands where, and what stays unknown."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.testing import assert_array_equal

from steelyard.engines import open_engine
from steelyard.facts import LATE, Panel, panel_from, run_facts, with_late
from steelyard.facts.gather import CATEGORIES
from tests.drawn import contract_connection, drawn_tables

SELL_IN = """
**sell_in**

| dealer_id | order_id | order_date | product_id | quantity | amount |
|---|---|---|---|---|---|
| B | 1 | 2024-01-05 | p | 10 | 100 |
| A | 2 | 2024-03-31 | p | 1 | 10.10 |
"""


def _rows(text: str) -> tuple[dict[str, pa.Table], pa.Table | None]:
    tables = drawn_tables(text)
    connection = contract_connection(tables)
    rows = run_facts(open_engine("duckdb", connection, Path()), tuple(tables))
    master = connection.sql("from dealers").to_arrow_table() if "dealers" in tables else None
    return rows, master


def _panel(text: str) -> Panel:
    return panel_from(*_rows(text))


def test_nobody_is_in_the_panel_who_is_in_no_fact() -> None:
    dealers = "\n**dealers**\n\n| dealer_id | name |\n|---|---|\n| A | Anna |\n| Z | Zoe |\n"
    panel = _panel(SELL_IN + dealers)
    assert panel.dealers.ids == ("A", "B")
    assert panel.dealers.names == ("Anna", "B")


def test_months_without_lines_are_zero_and_stand_between_the_first_and_the_last() -> None:
    panel = _panel(SELL_IN)
    assert [str(month) for month in panel.months] == ["2024-01", "2024-02", "2024-03"]
    assert_array_equal(panel.sell_in_amount, [[0, 0, 10.10], [100, 0, 0]])
    assert_array_equal(panel.order_day_bits, [[0, 0, 2**31], [2**5, 0, 0]])
    assert_array_equal(panel.channel_last_day, [5, 0, 31])
    assert_array_equal(panel.month_end_amount, [[0, 0, 10.10], [0, 0, 0]])


def test_what_was_not_brought_is_none_and_what_was_not_reported_is_unknown() -> None:
    panel = _panel(SELL_IN)
    assert panel.stock_quantity is panel.sell_out_quantity is panel.paid_amount is None
    stock = """
**stock**

| dealer_id | counted_on | product_id | quantity |
|---|---|---|---|
| A | 2024-02-29 | p | 0 |
"""
    counted = _panel(SELL_IN + stock).stock_quantity
    assert_array_equal(counted, [[np.nan, 0, np.nan], [np.nan] * 3])


def test_stock_that_nobody_counted_is_unknown_and_no_products_were_counted() -> None:
    stock = """
**stock**

| dealer_id | counted_on | product_id | quantity | counted_by |
|---|---|---|---|---|
| A | 2024-02-29 | p | 7 | dealer |
| A | 2024-03-31 | p | 5 | audit |
"""
    panel = _panel(SELL_IN + stock)
    assert _panel(SELL_IN).claimed_quantity is _panel(SELL_IN).audited_quantity is None
    assert_array_equal(panel.claimed_quantity[0], [np.nan, 7, np.nan])
    assert_array_equal(panel.opening_claimed_quantity[0], [np.nan] * 3)
    assert_array_equal(panel.audited_quantity[0], [np.nan, np.nan, 5])
    assert_array_equal(panel.claimed_where_audited[0], [np.nan, np.nan, 7])
    assert_array_equal(panel.counted_products, [[0, 1, 1], [0, 0, 0]])


def test_scans_are_expected_of_nothing_bought_but_not_before_the_first_report() -> None:
    reports = """
**sell_out**

| dealer_id | sold_on | product_id | quantity |
|---|---|---|---|
| B | 2024-02-29 | p | 9 |

**scans**

| dealer_id | scanned_on | product_id | region_id |
|---|---|---|---|
| B | 2024-02-29 | p | |
"""
    assert _panel(SELL_IN).sell_in_in_scans is None
    panel = _panel(SELL_IN + reports)
    assert_array_equal(panel.sell_out_in_scans, [[np.nan] * 3, [np.nan, 1, np.nan]])
    assert_array_equal(panel.sell_in_in_scans, [[np.nan, 0, 0.1111], [np.nan, 0, 0]])


def test_money_received_is_zero_where_none_came() -> None:
    paid = """
**payments**

| payment_id | dealer_id | paid_on | amount |
|---|---|---|---|
| 1 | A | 2024-02-29 | 7 |
"""
    assert_array_equal(_panel(SELL_IN + paid).paid_amount, [[0, 7, 0], [0, 0, 0]])


def test_a_declared_move_is_a_report_of_both_sides_and_months_without_one_are_zero() -> None:
    moves = """
**transfers**

| moved_on | from_dealer_id | to_dealer_id | product_id | quantity |
|---|---|---|---|---|
| 2024-02-29 | B | C | p | 4 |
"""
    assert _panel(SELL_IN).moved_in_quantity is None
    panel = _panel(SELL_IN + moves)
    assert panel.dealers.ids == ("A", "B", "C")
    assert_array_equal(panel.moved_out_quantity, [[0, 0, 0], [0, 4, 0], [0, 0, 0]])
    assert_array_equal(panel.moved_in_quantity, [[0, 0, 0], [0, 0, 0], [0, 4, 0]])
    assert_array_equal(panel.reported, [[0, 0, 0], [0, 1, 0], [0, 1, 0]])


def test_where_no_sell_out_is_reported_its_day_is_unknown_and_its_lines_are_none() -> None:
    panel = _panel(SELL_IN + LEVEL_2)
    assert_array_equal(panel.sell_out_reported, [[1, 1, 0], [0, 0, 0], [0, 0, 0]])
    assert_array_equal(panel.last_sold_on[0], [7, 7, np.nan])
    assert_array_equal(panel.sold_to_dealers_quantity[0], [4, 4, np.nan])
    assert_array_equal(panel.sell_out_lines[0], [1, 1, 0])
    assert _panel(SELL_IN).sell_out_reported is None


def test_a_report_of_nothing_is_a_report() -> None:
    reports = """
**stock**

| dealer_id | counted_on | product_id | quantity |
|---|---|---|---|
| A | 2024-01-31 | p | 0 |

**scans**

| dealer_id | scanned_on | product_id | region_id |
|---|---|---|---|
| B | 2024-04-02 | p | |
"""
    panel = _panel(SELL_IN + reports)
    assert_array_equal(panel.reported, [[1, 0, 0, 0], [0, 0, 0, 1]])
    assert_array_equal(panel.begun, [[1, 1, 1, 1], [1, 1, 1, 1]])
    assert _panel(SELL_IN).reported is None


def test_a_due_date_after_the_last_month_opens_no_month() -> None:
    invoices = """
**invoices**

| invoice_id | dealer_id | issued_on | due_on | amount |
|---|---|---|---|---|
| 1 | A | 2024-03-01 | 2024-05-01 | 9 |
| 2 | A | 2024-03-01 | 2024-03-31 | 5 |
| 3 | B | 2023-12-01 | 2023-12-31 | 3 |
"""
    panel = _panel(SELL_IN + invoices)
    assert [str(month) for month in panel.months][-1] == "2024-03"
    assert_array_equal(panel.due_amount, [[0, 0, 0, 5], [3, 0, 0, 0]])
    assert_array_equal(panel.invoiced_amount, [[0, 0, 0, 14], [3, 0, 0, 0]])


LEVEL_2 = """
**sell_out**

| dealer_id | sold_on | product_id | quantity | amount | buyer_id |
|---|---|---|---|---|---|
| A | 2024-01-07 | p | 4 | | S |
| A | 2024-02-07 | p | 4 | 44 | S |

**dealers**

| dealer_id | level | parent_id | region_id | salesperson_id |
|---|---|---|---|---|
| A | | | north | |
| S | | A | | Li |
"""


def test_a_level_2_dealer_buys_and_unpriced_lines_leave_its_amount_unknown() -> None:
    panel = _panel(SELL_IN + LEVEL_2)
    assert panel.dealers.ids == ("A", "B", "S")
    assert_array_equal(panel.dealers.level, [1, 1, 2])
    assert_array_equal(panel.sell_in_quantity[2], [4, 4, 0])
    assert_array_equal(panel.sell_in_amount[2], [np.nan, 44, 0])
    assert_array_equal(panel.order_count[2], [1, 1, 0])


def test_the_master_gives_region_and_salesperson_and_their_absence_is_empty() -> None:
    dealers = _panel(SELL_IN + LEVEL_2).dealers
    assert dealers.region_ids == ("", "north")
    assert_array_equal(dealers.region, [1, 0, 0])
    assert dealers.salesperson_ids == ("", "", "Li")


def test_what_the_master_does_not_say_of_a_dealer_is_not_known() -> None:
    told = """
**dealers**

| dealer_id | joined_on | credit_days | credit_limit | latitude | longitude |
|---|---|---|---|---|---|
| A | 2020-05-01 | 30 | 1000.10 | 31.5 | -104 |
| B | | | | | |
"""
    for text in (SELL_IN + told, SELL_IN):
        dealers = _panel(text).dealers
        assert np.isnat(dealers.joined_on[1])
        for name in ("credit_days", "credit_limit", "latitude", "longitude"):
            assert np.isnan(getattr(dealers, name)[1]), name
    assert np.isnan(dealers.latitude[0])
    dealers = _panel(SELL_IN + told).dealers
    assert dealers.joined_on[0] == np.datetime64("2020-05-01")
    assert (dealers.credit_days[0], dealers.credit_limit[0]) == (30, 1000.10)
    assert (dealers.latitude[0], dealers.longitude[0]) == (31.5, -104)


def test_a_level_given_wins_over_a_parent() -> None:
    given = (
        SELL_IN
        + "\n**dealers**\n\n| dealer_id | level | parent_id |\n|---|---|---|\n| A | 1 | B |\n"
    )
    assert_array_equal(_panel(given).dealers.level, [1, 1])


def test_cost_is_unknown_where_a_product_lacks_one() -> None:
    products = "\n**products**\n\n| product_id | unit_cost |\n|---|---|\n| p | 2.5 |\n"
    assert_array_equal(_panel(SELL_IN + products).cost_amount, [[0, 0, 2.5], [25, 0, 0]])
    lost = products.replace("| p |", "| q |")
    assert_array_equal(_panel(SELL_IN + lost).cost_amount, [[0, 0, np.nan], [np.nan, 0, 0]])


def test_without_products_all_is_one_category() -> None:
    panel = _panel(SELL_IN + LEVEL_2)
    assert panel.category_amount.shape == (3, 1, 3)
    assert_array_equal(panel.category_amount[:, 0], np.nan_to_num(panel.sell_in_amount))


def test_the_largest_categories_stand_apart_and_the_rest_are_joined() -> None:
    lines = "\n".join(f"| A | o{k} | 2024-01-31 | p{k} | 1 | {2**k} |" for k in range(15))
    products = "\n".join(f"| p{k} | c{k:02} |" for k in range(15))
    text = f"{SELL_IN}{lines}\n\n**products**\n\n| product_id | category |\n|---|---|\n{products}\n"
    panel = _panel(text)
    assert panel.category_amount.shape == (2, CATEGORIES + 1, 3)
    january = panel.category_amount[0, :, 0]
    # The nameless category of SELL_IN's product p (110.10) is among the large ones.
    assert_array_equal(january[[0, 1, -1]], [2**14, 2**13, 1 + 2 + 4 + 8])
    assert_array_equal(panel.category_amount.sum(axis=1), panel.sell_in_amount)


def test_only_categories_without_any_amount_leave_one_layer() -> None:
    text = SELL_IN.replace("| 100 |", "| 0 |").replace("10.10", "0")
    products = "\n**products**\n\n| product_id | category |\n|---|---|\n| p | wine |\n"
    assert _panel(text + products).category_amount.shape == (2, 1, 3)


def test_promotions_and_scans_work_without_a_dealer_master() -> None:
    others = """
**promotions**

| promotion_id | starts_on | ends_on |
|---|---|---|
| 1 | 2024-01-01 | 2024-01-31 |

**scans**

| dealer_id | scanned_on | product_id | region_id |
|---|---|---|---|
| A | 2024-01-01 | p | north |
"""
    panel = _panel(SELL_IN + others)
    assert_array_equal(panel.promoted_amount, [[0, 0, 0], [100, 0, 0]])
    assert_array_equal(panel.scans_known_region, np.zeros((2, 3)))


def test_only_wanted_facts_are_run_and_progress_names_each() -> None:
    tables = drawn_tables(SELL_IN)
    engine = open_engine("duckdb", contract_connection(tables), Path())
    seen: list[str] = []
    rows = run_facts(engine, ("sell_in",), 5, seen.append, wanted=("orders_month",))
    assert list(rows) == ["orders_month"]
    assert seen == ["orders", "orders_month"]


def test_the_late_facts_join_a_panel_made_without_them() -> None:
    rows, master = _rows(SELL_IN)
    early = panel_from({name: rows[name] for name in rows.keys() - LATE}, master)
    assert early.product_count is None
    whole = with_late(early, rows)
    assert_array_equal(whole.product_count, _panel(SELL_IN).product_count)
    assert_array_equal(whole.product_count, [[0, 0, 1], [1, 0, 0]])


def test_ids_stay_text_and_sort_as_text() -> None:
    panel = _panel(SELL_IN.replace("| B |", "| 10 |").replace("| A |", "| 9 |"))
    assert panel.dealers.ids == ("10", "9")


def test_the_panel_does_not_depend_on_the_order_of_an_engines_rows() -> None:
    lines = "\n".join(
        f"| A | o{k} | 2024-01-31 | p{k} | 1 | {3**k % 1000}.{k:02} |" for k in range(40)
    )
    products = "\n".join(f"| p{k} | c{k:02} |" for k in range(40))
    text = f"{SELL_IN}{lines}\n\n**products**\n\n| product_id | category |\n|---|---|\n{products}\n"
    rows, _ = _rows(text)
    panels = []
    for seed in range(5):
        chance = np.random.default_rng(seed)
        shuffled = {name: t.take(chance.permutation(t.num_rows)) for name, t in rows.items()}
        panels.append(panel_from(shuffled, None))
    for other in panels[1:]:
        assert_array_equal(other.category_amount, panels[0].category_amount)
        assert_array_equal(other.sell_in_amount, panels[0].sell_in_amount)


SOLD_BY = """
**sell_in**

| dealer_id | order_id | order_date | product_id | quantity | amount | salesperson_id |
|---|---|---|---|---|---|---|
| B | 1 | 2024-01-05 | p | 10 | 100 | Wang |
| A | 2 | 2024-03-31 | p | 1 | 10 | Li |
| B | 3 | 2024-03-31 | p | 1 | 10 | Li |
"""


def test_where_no_line_names_a_salesperson_nobody_is_said_to_have_served() -> None:
    panel = _panel(SELL_IN + LEVEL_2)
    assert panel.served_by is None
    assert panel.dealers.people == ()


def test_the_lines_say_who_served_a_dealer_in_a_month_and_no_other_month_is_filled() -> None:
    panel = _panel(SOLD_BY)
    assert panel.dealers.people == ("Li", "Wang")
    assert_array_equal(panel.served_by, [[-1, -1, 0], [1, -1, 0]])
    rows, _ = _rows(SOLD_BY)
    early = panel_from({name: rows[name] for name in rows.keys() - LATE}, None)
    assert early.served_by is None
    assert_array_equal(with_late(early, rows).served_by, panel.served_by)
