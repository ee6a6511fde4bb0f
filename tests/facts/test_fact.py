"""A fact is its file: name, words, what it reads, how it is kept."""

from __future__ import annotations

import re

import duckdb
import pytest

from steelyard.facts import facts
from steelyard.facts.fact import facts_read_by
from steelyard.tables import TABLES


@pytest.mark.parametrize("name", list(facts()))
def test_a_fact_reads_only_tables_and_facts_before_it(name: str) -> None:
    names = list(facts())
    earlier = names[: names.index(name)]
    for need in facts()[name].needs:
        assert need in TABLES or need in earlier


@pytest.mark.parametrize("name", list(facts()))
def test_a_fact_says_what_it_is_and_names_all_that_it_reads(name: str) -> None:
    fact = facts()[name]
    assert fact.about.endswith(".")
    code = "\n".join(line for line in fact.sql.splitlines() if not line.startswith("--"))
    read = set(re.findall(r"\b(?:from|join)\s+(\w+)", code))
    defined = set(re.findall(r"(\w+) as \(", code))
    assert read - defined == set(fact.needs)


@pytest.mark.parametrize("name", list(facts()))
def test_a_fact_keeps_to_the_words_that_every_engine_knows(name: str) -> None:
    code = facts()[name].query(5).lower()
    assert not re.search(r"\bover\s*\(|\bqualify\b|\bmedian\b|\blist\b|::|\bgroup by all\b", code)


def test_money_is_never_summed_as_a_double() -> None:
    for fact in facts().values():
        assert "double" not in fact.sql.lower(), fact.name


def test_the_days_of_month_end_are_filled_in() -> None:
    query = facts()["dealer_month"].query(7)
    assert "- 7\n" in query
    assert ":month_end_days" not in query


def test_what_a_fact_reads_is_followed_to_the_lines() -> None:
    assert facts_read_by(("orders_month",)) == {"orders_month", "orders", "purchases"}
    assert facts_read_by(("paid_month",)) == {"paid_month"}


def test_a_month_may_hold_more_than_a_million_equal_documents() -> None:
    orders = (
        "select 'D1' as dealer_id, date '2024-03-01' as month, i as order_id,"
        " cast(9.9 as decimal(18,2)) as amount from range(1000001) t(i)"
    )
    query = facts()["orders_month"].query(5)
    with duckdb.connect() as connection:
        connection.execute(f"create view orders as {orders}")
        (row,) = connection.sql(query).to_arrow_table().to_pylist()
    assert row["standing_order_count"] == row["order_count"] == 1_000_001
    assert float(row["standing_amount"]) == 9_900_009.9
