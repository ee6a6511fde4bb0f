"""What is said of a sheet that fits no table: what was seen, what is wanting, what to type."""

from __future__ import annotations

import pytest

from steelyard.intake import InputUnusable
from steelyard.intake.listed import SHOWN, listed

from .conftest import LINES


def complaint(brought, files, **how) -> str:
    with pytest.raises(InputUnusable) as error:
        brought(files, **how)
    assert error.value.speak("zh")
    return error.value.speak("en")


def test_nothing_to_type_is_told_where_sell_in_is_there(brought) -> None:
    intake = brought({"a.csv": LINES, "b.csv": "甲,乙\n1,2\n"})
    (unused,) = intake.unused
    assert "The headers, from row 1, are: 甲, 乙." in unused.en
    assert "第 1 行的列名：甲、乙。" in unused.zh
    assert "--map" not in unused.en


def test_the_headers_seen_the_columns_wanting_and_the_line_are_told(brought) -> None:
    files = {"导出.csv": "客户往来\n\n客户,日子,号码,数量,钱\nD1,2024-03-05,A1,1,10\n"}
    said = complaint(brought, files)
    assert "from row 3, are: 客户, 日子, 号码, 数量, 钱." in said
    assert "The nearest is sell_in, which lacks order_id (单据编号), order_date (单据日期)" in said
    wanted = ("order_id=?", "order_date=?", "amount=?")
    line = " ".join(["--map '导出.csv=sell_in'", *(f"--map 'sell_in.{w}'" for w in wanted)])
    assert line in said
    answers = {"sell_in.order_id": "号码", "sell_in.order_date": "日子", "sell_in.amount": "钱"}
    assert brought(files, overrides=answers).tables["sell_in"].rows_kept == 1


def test_a_table_named_by_its_file_gets_the_whole_line_too(brought) -> None:
    said = complaint(brought, {"sell_in.csv": "客户编码,数量\nD1,1\n"})
    assert "--map 'sell_in.order_id=?' --map 'sell_in.order_date=?'" in said
    assert "from row 1, are: 客户编码, 数量." in said


def test_a_stranger_is_taken_for_the_table_that_must_be_there(brought) -> None:
    assert "The nearest is sell_in" in complaint(brought, {"a.csv": "甲,乙\n1,2\n"})


def test_many_or_long_headers_are_told_in_part() -> None:
    headers = ["", *(f"列{n}" for n in range(SHOWN + 5)), "列1"]
    assert listed(headers).en.endswith("(5 more)")
    assert "列0、列1、" in listed(headers).zh
    assert len(listed(["很" * 5000]).zh) < 100
    assert listed(["", ""]).en == "-"
