"""Salespeople from a folder of files: the lines say who served whom, the tables alone name them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import steelyard
from steelyard.people import People
from tests.people.made import channel, spread, teams, weighed

HEADER = "order_id,order_date,dealer_id,product_id,quantity,amount"


def _folder(folder: Path, salesperson: bool) -> Path:
    """Write a year of five dealers; E passes from Li to Wang after June."""
    lines = []
    for month in range(1, 13):
        for dealer in "ABCDE":
            who = "Li" if dealer in "AB" or (dealer == "E" and month <= 6) else "Wang"
            line = f"{dealer}{month},2024-{month:02d}-05,{dealer},P1,10,{1000 + month}"
            lines.append(f"{line},{who}" if salesperson else line)
    header = f"{HEADER},salesperson_id" if salesperson else HEADER
    (folder / "sell_in.csv").write_text("\n".join([header, *lines]) + "\n", "utf-8")
    return folder


def test_without_a_column_of_salespeople_the_table_is_there_and_empty(tmp_path: Path) -> None:
    done = steelyard.assess(_folder(tmp_path, salesperson=False))
    assert len(done.salespeople) == 0
    assert done.salespeople.columns[0] == "salesperson_id"


def test_a_dealer_that_changed_hands_counts_with_each(tmp_path: Path) -> None:
    done = steelyard.assess(_folder(tmp_path, salesperson=True))
    rows = [(r["salesperson_id"], r["dealers"], r["moved_dealers"]) for r in _rows(done)]
    assert rows == [("Li", 3, 1), ("Wang", 3, 1)]
    assert {row["judgement"] for row in _rows(done)} == {"too_few"}
    assert "assessment.summary_people" not in {message.key for message in done.summary}


def test_a_file_of_dealers_names_who_serves_where_lines_name_nobody(tmp_path: Path) -> None:
    folder = _folder(tmp_path, salesperson=False)
    master = "dealer_id,region_id,salesperson_id\nA,R1,Li\nB,R1,Wang\nC,R1,\n"
    (folder / "dealers.csv").write_text(master, "utf-8")
    rows = _rows(steelyard.assess(folder))
    assert [(r["salesperson_id"], r["dealers"]) for r in rows] == [("Li", 1), ("Wang", 1)]


def test_the_terminal_counts_whom_to_look_at_and_names_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("steelyard.assessment.run.weigh_people", lambda *_: _with_wang())
    done = steelyard.assess(_folder(tmp_path, salesperson=True))
    said = {message.key: message for message in done.summary}["assessment.summary_people"]
    assert said.en.startswith(
        "Salespeople at whose dealers matters gather more than chance explains: 1;"
    )
    assert said.en.endswith("this is no finding of guilt.")
    assert "1 名" in said.zh
    assert "Wang" not in said.en + said.zh


def _with_wang() -> People:
    usual = spread(240, 10, np.random.default_rng(7))
    made = channel([*teams(20, 12, 5), *[("Wang", "R0")] * 12])
    return weighed(made, [*usual, *[(240 + i, 9) for i in range(8)]])


def _rows(done: steelyard.Assessment) -> list[dict[str, object]]:
    return done.salespeople.to_dicts()
