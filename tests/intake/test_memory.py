"""What was decided about a folder, who said it, and how it is remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.intake.config_file import CONFIG
from steelyard.intake.memory import Memory
from steelyard.intake.overrides import from_overrides
from steelyard.intake.remembered import REMEMBERED, load_memory, remember
from steelyard.intake.unusable import InputUnusable


def loaded(folder: Path, text: str) -> Memory:
    (folder / CONFIG).write_text(text, encoding="utf-8")
    return load_memory(folder / CONFIG)


def test_nothing_said_is_nothing_decided(tmp_path: Path) -> None:
    assert load_memory(tmp_path / CONFIG) == Memory()


def test_a_person_says_everything_in_one_file(tmp_path: Path) -> None:
    memory = loaded(
        tmp_path,
        """
        ignore = ["*.pdf"]
        folder = "data"
        [settings]
        month_end_days = 3
        [files]
        "a.xlsx" = "stock"
        [corrects]
        "b.csv" = ["c.csv", "d*"]
        [tables.sell_in]
        files = "*.parquet"
        query = "select 1"
        date_order = "mdy"
        [tables.sell_in.columns]
        order_id = "Invoice"
        amount = ["Net", "Gross"]
        """,
    )
    assert memory.ignore == ("*.pdf",) and memory.folder == "data"
    assert memory.settings == {"month_end_days": 3}
    assert memory.places == {"a.xlsx": "stock"}
    assert memory.corrects == {"b.csv": ("c.csv", "d*")}
    table = memory.table("sell_in")
    assert table.files == ("*.parquet",) and table.date_order == "mdy"
    assert table.columns == {"order_id": ("Invoice",), "amount": ("Net", "Gross")}


@pytest.mark.parametrize(
    ("text", "place", "mend"),
    [
        ("currency = “元”", "第 1 行第 12 列", "英文"),
        ("[settings\ncurrency = 1", "第 1 行第 10 列", "补上 ]"),
        ('[files]\n出库.xlsx = "sell_in"', "第 2 行第 1 列", '"出库.xlsx" = "sell_in"'),
        ('folder = "C:\\数据"', "第 1 行", "单引号"),
        ("[a]\n[a]", "第 2 行", "合并"),
        ("[settings]\ncurrency = 元", "第 2 行第 12 列", 'currency = "元"'),
        ('folder = "数据', "末尾（第 1 行）", "引号没有成对"),
        ("folder\n", "第 1 行", "名称 = 值"),
        ("a = 1 b = 2", "第 1 行", "一行只写一项"),
        ("a = " + "[" * 3000, "末尾（第 1 行）", "补上 ]"),
    ],
)
def test_broken_toml_is_told_with_place_and_mend(
    tmp_path: Path, text: str, place: str, mend: str
) -> None:
    with pytest.raises(InputUnusable) as error:
        loaded(tmp_path, text)
    said = error.value.speak("zh")
    assert said.startswith(CONFIG + place)
    assert mend in said.partition("解析器原文")[0]
    assert "line 1" in error.value.speak("en") or "line 2" in error.value.speak("en")


def test_toml_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_text('folder = "数据"', encoding="gbk")
    with pytest.raises(InputUnusable, match="not in UTF-8"):
        load_memory(tmp_path / CONFIG)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a = [", "end (line 1)"),
        ("\n\nx y\n", "line 3"),
        ("colour = 1", "there is no colour"),
        ("tables = 1", "tables is written wrongly"),
        ("[tables.orders]", "no table orders"),
        ("[tables]\nsell_in = 1", "tables.sell_in is written wrongly"),
        ("[tables.sell_in]\nfile = 'x'", "no tables.sell_in.file"),
        ("[tables.sell_in.columns]\nprice = 'x'", "no column price"),
        ("[tables.sell_in.columns]\namount = 1", "amount is written wrongly"),
        ("[tables.sell_in]\ndate_order = 'yyyy'", "mdy, dmy or ymd"),
        ("[files]\n'a.csv' = 'orders'", "no table a.csv = orders"),
        ("ignore = [1]", "ignore is written wrongly"),
    ],
)
def test_mistakes_are_named_with_their_place(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(InputUnusable) as error:
        loaded(tmp_path, text)
    assert says in error.value.speak("en")
    assert CONFIG in error.value.speak("zh")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / CONFIG).mkdir()
    with pytest.raises(InputUnusable, match="cannot be read"):
        load_memory(tmp_path / CONFIG)
    (tmp_path / REMEMBERED).write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InputUnusable, match=REMEMBERED):
        load_memory(tmp_path / CONFIG)


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("orders.amount", "x", "table.column=HEADER"),
        ("a.csv", "orders", "FILE=table"),
        ("sell_in.price", "x", "no column price"),
        ("sell_in.date_order", "x", "mdy"),
    ],
)
def test_wrong_overrides_say_how_to_write_them(key: str, value: str, says: str) -> None:
    with pytest.raises(InputUnusable) as error:
        from_overrides({key: value})
    assert says in error.value.speak("en")


def test_overrides_settle_columns_tables_and_dates() -> None:
    overrides = {
        "sell_in.amount": "Net",
        "a.csv": "stock",
        "b.csv": "ignore",
        "stock.date_order": "dmy",
    }
    memory = from_overrides(overrides)
    assert memory.table("sell_in").columns == {"amount": ("Net",)}
    assert memory.places == {"a.csv": "stock", "b.csv": "ignore"}
    assert memory.table("stock").date_order == "dmy"


def test_a_settled_header_may_look_like_a_table() -> None:
    memory = from_overrides({"sell_in.amount": "stock"})
    assert memory.table("sell_in").columns == {"amount": ("stock",)}


def test_what_was_settled_is_remembered_and_adds_up(tmp_path: Path) -> None:
    config = tmp_path / CONFIG
    remember(config, {"sell_in.amount": "Net"})
    (note,) = remember(config, {"a.csv": "stock", "sell_in.date_order": "dmy"})
    assert note.key == "intake.remembered"
    memory = load_memory(config)
    assert memory.table("sell_in").columns == {"amount": ("Net",)}
    assert memory.table("sell_in").date_order == "dmy"
    assert memory.places == {"a.csv": "stock"}


def test_a_persons_word_wins_next_time_and_that_is_said(tmp_path: Path) -> None:
    loaded(tmp_path, "[tables.sell_in.columns]\namount = 'Gross'\n[files]\n'a.csv' = 'stock'")
    notes = remember(tmp_path / CONFIG, {"sell_in.amount": "Net", "a.csv": "sell_out"})
    assert [note.figures.get("key") for note in notes[1:]] == ["a.csv", "sell_in.amount"]
    assert load_memory(tmp_path / CONFIG).table("sell_in").columns == {"amount": ("Gross",)}


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (note,) = remember(tmp_path / "gone" / CONFIG, {"sell_in.amount": "Net"})
    assert note.key == "intake.not_remembered"


@settings(deadline=None, max_examples=50)
@given(st.text(min_size=1).filter(str.isprintable), st.sampled_from(["amount", "quantity"]))
def test_any_header_is_remembered_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, header: str, column: str
) -> None:
    config = tmp_path_factory.mktemp("memory") / CONFIG
    remember(config, {f"sell_in.{column}": header, f"{header}.x": "ignore"})
    memory = load_memory(config)
    assert memory.table("sell_in").columns == {column: (header,)}
    assert memory.places == {f"{header}.x": "ignore"}
