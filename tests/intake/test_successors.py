"""Who took over whose business: rows that cannot be meant are set apart, each with its reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from .conftest import LINES

HEAD = "原经销商编码,接手经销商编码,接手日期,比例\n"
KNOWN = LINES + "".join(f"A{n},2024-03-07,D{n},P1,1,10\n" for n in range(3, 10))


def _read(brought: Any, *lines: str, **more: str) -> Any:
    return brought({"a.csv": KNOWN, "接手.csv": HEAD + "\n".join(lines) + "\n", **more})


def _kept(brought: Any, rows: Any, *lines: str, **more: str) -> list[tuple[Any, ...]]:
    asked = "select dealer_id, successor_dealer_id from successors order by 1, 2"
    return rows(_read(brought, *lines, **more), asked)


def test_a_takeover_is_read_with_its_day_and_the_whole_where_no_share_is_written(
    brought: Any, rows: Any
) -> None:
    intake = _read(brought, "D1,D2,2024-03-05,", "D3,D4,2024-04-01,40%", "D3,D5,2024-04-02,0.6")
    assert intake.tables["successors"].rows_quarantined == 0
    told = rows(intake, "select dealer_id, successor_dealer_id, share from successors order by 2")
    assert told == [("D1", "D2", None), ("D3", "D4", 0.4), ("D3", "D5", 0.6)]


@pytest.mark.parametrize(
    ("lines", "kept", "said"),
    [
        (("D1,D1,2024-03-05,", "D3,D4,2024-03-05,"), [("D3", "D4")], "its own successor"),
        (("X9,D1,2024-03-05,",), [], "no order"),
        (("D1,X9,2024-03-05,",), [], "no order"),
        (("D1,D2,2024-03-05,", "D2,D1,2024-04-05,"), [], "in a circle"),
        (
            ("D1,D2,2024-03-05,", "D2,D3,2024-04-05,", "D3,D1,2024-05-05,", "D3,D4,2024-05-05,0"),
            [("D3", "D4")],
            "in a circle",
        ),
        (
            ("D1,D2,2024-03-05,0.6", "D1,D3,2024-03-05,0.5", "D4,D5,2024-03-05,"),
            [("D4", "D5")],
            "more than the whole",
        ),
        (("D1,D2,2024-03-05,", "D1,D3,2024-03-05,"), [], "more than the whole"),
    ],
    ids=["itself", "unknown", "unknown heir", "two", "three", "shares", "two wholes"],
)
def test_what_cannot_be_meant_is_refused_row_by_row(
    brought: Any, rows: Any, lines: tuple[str, ...], kept: list[tuple[str, str]], said: str
) -> None:
    intake = _read(brought, *lines)
    assert rows(intake, "select dealer_id, successor_dealer_id from successors order by 1") == kept
    refused = intake.quarantine("successors").to_pylist()
    assert len(refused) == len(lines) - len(kept) == intake.tables["successors"].rows_quarantined
    assert all(said in row["reasons_en"] for row in refused)
    assert all(row["reasons_zh"] for row in refused)
    assert [r.rows for r in intake.tables["successors"].refusals] == [len(refused)]


def test_a_chain_of_takeovers_is_no_circle(brought: Any, rows: Any) -> None:
    chain = ("D1,D2,2024-03-05,", "D2,D3,2024-04-05,", "D4,D3,2024-04-05,")
    assert len(_kept(brought, rows, *chain)) == 3


def test_a_long_chain_is_walked_once_and_its_circle_is_found(brought: Any, rows: Any) -> None:
    known = LINES + "".join(f"A{n},2024-03-07,D{n},P1,1,10\n" for n in range(3, 20_003))
    chain = "".join(f"D{n},D{n + 1},2024-03-05,\n" for n in range(3, 20_002))
    circle = "D1,D2,2024-03-05,\nD2,D1,2024-03-05,\n"
    intake = brought({"a.csv": known, "接手.csv": HEAD + chain + circle})
    assert rows(intake, "select count(*) from successors") == [(19_999,)]
    assert intake.tables["successors"].rows_quarantined == 2


def test_a_wrong_row_does_not_drag_down_one_that_is_right(brought: Any, rows: Any) -> None:
    """D1 to X9 is out as unknown, and then the share of D2 is no longer too much."""
    lines = (
        "D1,X9,2024-03-05,0.8",
        "D1,D2,2024-03-05,0.8",
        "D3,D3,2024-03-05,",
        "D3,D4,2024-03-05,",
    )
    assert _kept(brought, rows, *lines) == [("D1", "D2"), ("D3", "D4")]


def test_the_same_row_twice_counts_once(brought: Any, rows: Any) -> None:
    intake = _read(brought, "D1,D2,2024-03-05,", "D1,D2,2024-03-05,")
    assert rows(intake, "select count(*) from successors") == [(1,)]
    assert intake.tables["successors"].counted_once == 1


def test_a_dealer_of_the_master_or_of_a_report_is_known_too(brought: Any, rows: Any) -> None:
    master = "经销商编码,经销商名称,区域,信用额度\nM1,甲,R1,1\n"
    sold = "上报日期,经销商编码,商品编码,终端销量,终端编码\n2024-03-09,D1,P1,1,B7\n"
    more = {"dealers.csv": master, "sell_out.csv": sold}
    assert _kept(brought, rows, "D1,M1,2024-03-05,", "D2,B7,2024-03-05,", **more) == [
        ("D1", "M1"),
        ("D2", "B7"),
    ]


@pytest.mark.parametrize("line", ["D1,D2,,", "D1,,2024-03-05,", ",D2,2024-03-05,", "D1,D2,soon,"])
def test_a_row_without_one_of_its_three_is_refused(brought: Any, rows: Any, line: str) -> None:
    assert _kept(brought, rows, line, "D3,D4,2024-03-05,") == [("D3", "D4")]


def test_a_share_beyond_the_whole_is_left_blank_and_told(brought: Any) -> None:
    found = _read(brought, "D1,D2,2024-03-05,1.4").tables["successors"]
    assert (found.rows_kept, [r.column for r in found.blanked]) == (1, ["share"])


def test_a_refused_row_that_is_mended_and_fed_back_is_read(
    brought: Any, folder: Any, rows: Any
) -> None:
    root = folder({"a.csv": KNOWN, "接手.csv": HEAD + "D1,D1,2024-03-05,\n"})
    refused = brought(root).quarantine("successors").to_pandas()
    refused["接手经销商编码"] = "D2"
    refused.to_csv(root / "改正.csv", index=False)
    intake = brought(root)
    asked = "select dealer_id, successor_dealer_id from successors"
    assert rows(intake, asked) == [("D1", "D2")]
    assert intake.tables["successors"].rows_mended == 1


def test_nothing_dated_later_is_read(brought: Any, rows: Any) -> None:
    files = {"a.csv": KNOWN, "接手.csv": HEAD + "D1,D2,2024-03-05,\nD3,D4,2024-09-05,\n"}
    intake = brought(files, until=dt.date(2024, 3, 31))
    assert rows(intake, "select dealer_id from successors") == [("D1",)]
