"""What of a folder is read, and that nothing is left out without a word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from steelyard.intake import InputUnusable
from tests.intake.conftest import LINES

ORDERS = {"出库.csv": LINES}


def _unused(intake) -> str:
    return "; ".join(message.en for message in intake.unused)


def test_results_are_no_input_however_deep_they_lie(brought) -> None:
    results = {"runs/may/data_report.json": "{}", "runs/may/quarantine/sell_in.csv": LINES}
    intake = brought({**ORDERS, **results})
    assert intake.tables["sell_in"].rows_read == 2
    assert "runs: no table file in this folder" in _unused(intake)


def test_parts_beside_results_are_still_read(brought) -> None:
    intake = brought({"all/出库.csv": LINES, "all/out/data_report.json": "{}"})
    assert intake.tables["sell_in"].rows_read == 2


def test_a_folder_of_hidden_files_only_stops_nothing(brought) -> None:
    intake = brought({**ORDERS, "site/_static/notes.txt": "x", "site/~$a.csv": "x"})
    assert "site: no table file in this folder" in _unused(intake)


def test_a_broken_link_is_told(brought, folder) -> None:
    root = folder(ORDERS)
    (root / "三月.csv").symlink_to(root / "nowhere.csv")
    with pytest.raises(InputUnusable, match=r"三月\.csv: cannot be opened"):
        brought(root)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system here")
def test_a_pipe_is_never_opened(brought, folder) -> None:
    root = folder(ORDERS)
    os.mkfifo(root / "pipe.csv")
    assert "pipe.csv: no table file" in _unused(brought(root))


def test_what_lies_in_a_folder_without_tables_is_named(brought) -> None:
    with pytest.raises(InputUnusable, match=r"no table[\s\S]*letter\.docx: no table file"):
        brought({"letter.docx": "x"})


def test_a_file_that_map_names_must_be_there(brought) -> None:
    with pytest.raises(InputUnusable, match=r"b\.csv=sell_in.*出库\.csv"):
        brought(ORDERS, overrides={"b.csv": "sell_in"})


def test_a_file_that_map_leaves_out_must_be_there_too(brought) -> None:
    files = {**ORDERS, "letter.docx": "x", "junk.csv": "\x00\x01\x02"}
    with pytest.raises(InputUnusable, match=r"b\.csv=ignore.*出库\.csv.*letter\.docx"):
        brought({**ORDERS, "letter.docx": "x"}, overrides={"b.csv": "ignore"})
    for name in ("letter.docx", "junk.csv"):
        left_out = {"letter.docx": "ignore", "junk.csv": "ignore", name: "ignore"}
        assert brought(files, overrides=left_out).tables


def test_a_file_left_out_last_month_may_be_gone(brought) -> None:
    said = '[files]\n"b.csv" = "ignore"\n'
    assert brought({**ORDERS, "steelyard.mapping.toml": said}).tables


def test_what_map_leaves_out_is_named_and_need_not_be_readable(brought, folder) -> None:
    root = folder(ORDERS)
    (root / "notes.xlsx").write_bytes(b"%PDF-1.7")
    intake = brought(root, overrides={"notes.xlsx": "ignore"})
    assert "notes.xlsx: passed over" in " ".join(note.en for note in intake.unused)


@pytest.mark.parametrize("key", ["stock.quantity", "stock.date_order"])
def test_a_table_that_map_speaks_of_must_be_there(brought, key: str) -> None:
    value = "dmy" if key.endswith("order") else "数量"
    with pytest.raises(InputUnusable, match=rf"{key}.*FILE=stock"):
        brought(ORDERS, overrides={key: value})


def test_a_header_that_map_names_must_be_there_whatever_the_table(brought) -> None:
    with pytest.raises(InputUnusable, match=r"stock\.quantity: the column '没有'.*数量"):
        brought(ORDERS, overrides={"stock.quantity": "没有"})
    with pytest.raises(InputUnusable, match=r"sell_in\.amount: the column '没有'"):
        brought({"a.csv": "单据编号,日期,客户编码,数量\n1,2024-01-01,D1,5\n"},
                overrides={"sell_in.amount": "没有"})  # fmt: skip
    remembered = '[tables.stock.columns]\nquantity = "没有"\n'
    assert brought({**ORDERS, "steelyard.mapping.toml": remembered}).tables


def test_a_misnamed_header_is_told_of_before_what_follows_from_it(brought) -> None:
    two = LINES.replace("金额", "金额,折后金额").replace(",100\n", ",100,90\n")
    two = two.replace(",200\n", ",200,180\n")
    with pytest.raises(InputUnusable) as error:
        brought({"a.csv": two}, overrides={"sell_in.amount": "折扣金额"})
    first, second = error.value.messages
    assert "sell_in.amount: the column '折扣金额'" in first.en
    assert "折后金额" in first.en
    assert second.key == "intake.two_headers"


def test_nothing_is_said_of_the_inside_of_a_file_that_is_left_out(brought) -> None:
    intake = brought({**ORDERS, "notes.csv": "x\n"}, overrides={"notes.csv": "ignore"})
    assert not [note for note in intake.notes if "notes.csv" in note.en]


def test_a_path_that_may_not_be_looked_at_is_said(brought, tmp_path, monkeypatch) -> None:
    def refuse(self: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "exists", refuse)
    with pytest.raises(InputUnusable, match="Permission denied"):
        brought(tmp_path)


def test_a_pattern_for_no_file_is_named_where_nothing_was_found(brought) -> None:
    with pytest.raises(InputUnusable, match=r"\.\./\.\./\*.*matches no file"):
        brought({**ORDERS, "steelyard.toml": '[tables.sell_in]\nfiles = "../../*"\n'})


@pytest.mark.parametrize(
    ("toml", "says"),
    [("folder = 3", "folder is written wrongly"), ("[settings]\nmonth_end_days = '5'", "1 to 15")],
)
def test_a_value_of_the_wrong_kind_is_named(brought, toml: str, says: str) -> None:
    with pytest.raises(InputUnusable, match=says):
        brought({**ORDERS, "steelyard.toml": toml})


def test_why_no_row_is_left_is_shown_by_rows(brought) -> None:
    with pytest.raises(InputUnusable) as told:
        brought({"a.csv": LINES.replace(",100", ",约一千").replace(",200", ",12O")})
    assert "a.csv, row 2: 金额 is the text '约一千'; write a number" in told.value.speak("en")
    assert "a.csv 第 3 行：“金额”是“12O”" in told.value.speak("zh")


def test_a_header_alone_is_said_to_be_one(brought) -> None:
    with pytest.raises(InputUnusable, match="headers only, no rows"):
        brought({"a.csv": LINES.splitlines()[0]})


def test_a_strange_delimiter_is_suspected(brought) -> None:
    with pytest.raises(InputUnusable, match="only one column was found"):
        brought({"a.csv": LINES.replace(",", "¦")})


def test_the_first_refused_rows_are_told_over_all_files(brought) -> None:
    bad = LINES + "A3,2024-03-07,D1,P1,x,1\nA4,2024-03-07,D1,P1,y,1\n"
    intake = brought({"a.csv": bad, "b.csv": bad.replace("A", "B")})
    told = [message.en for message in intake.first_refused("sell_in")]
    assert [line.split(":")[0].strip() for line in told] == [
        "a.csv, row 4", "a.csv, row 5", "b.csv, row 4",
    ]  # fmt: skip


def test_order_lines_without_order_numbers_are_told_what_they_lack(brought) -> None:
    bare = "\n".join(line.partition(",")[2] for line in LINES.splitlines())
    with pytest.raises(InputUnusable, match=r"as sell_in it lacks .*order_id"):
        brought({"a.csv": bare})


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["出库.csv", "parts/出库.csv"])
def test_a_name_that_is_no_text_is_said(brought, folder, name: str) -> None:
    root = folder({name: LINES})
    try:
        (root / name).rename((root / name).with_stem(os.fsdecode("出库".encode("gbk"))))
    except OSError:
        pytest.skip("this file system takes no such name")
    with pytest.raises(InputUnusable) as error:
        brought(root)
    assert r"\xb3\xf6\xbf\xe2.csv: the file name is not in UTF-8" in error.value.speak("en")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_such_a_name_of_what_is_no_table_stops_nothing(brought, folder) -> None:
    root = folder({**ORDERS, "x.jpg": ""})
    try:
        (root / "x.jpg").rename(root / os.fsdecode(b"\xb3.jpg"))
    except OSError:
        pytest.skip("this file system takes no such name")
    assert r"\xb3.jpg" in _unused(brought(root))


WORLD = {"in/sell_in.csv": LINES, "world.json": "{}", "truth.parquet": "x"}


def test_a_made_world_is_told_where_its_tables_are(brought, folder) -> None:
    root = folder(WORLD)
    with pytest.raises(InputUnusable) as refused:
        brought(root)
    for language in ("zh", "en"):
        said = refused.value.speak(language)
        assert str(root / "in") in said
        assert "truth.parquet" in said
    assert brought(root / "in").tables["sell_in"].rows_read == 2


def test_a_folder_that_only_resembles_a_made_world_is_read(brought) -> None:
    left = {name: text for name, text in WORLD.items() if name != "truth.parquet"}
    assert brought(left).tables["sell_in"].rows_read == 2
