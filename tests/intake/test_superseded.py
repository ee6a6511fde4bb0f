"""A file that corrects another: its documents count, the others' lines of them are set apart."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import csv, parquet

from steelyard.intake import read
from steelyard.intake.unusable import InputUnusable

from .conftest import LINES

HEAD = "单据编号,日期,客户编码,商品编码,数量,金额\n"
OLD = HEAD + "A1,2024-03-05,D1,P1,10,100\nA1,2024-03-05,D1,P2,1,5\nA2,2024-03-06,D2,P1,20,200\n"
NEW = HEAD + "A1,2024-03-05,D1,P1,12,120\n"
SETTLED = {"corrects.新.csv": "旧.csv"}


def account(intake, table: str = "sell_in"):
    found = intake.tables[table]
    for one in (found, *found.sheets):
        accounted = one.rows_kept + one.rows_quarantined + one.counted_once + one.superseded
        assert accounted == one.rows_read
    return found


def lines(intake) -> list[tuple[Any, ...]]:
    query = "select order_id, product_id, quantity::int from sell_in order by all"
    return intake.connection.execute(query).fetchall()


def test_without_a_decision_nothing_is_guessed(brought) -> None:
    intake = brought({"旧.csv": OLD, "新.csv": NEW})
    found = account(intake)
    assert (found.rows_kept, found.superseded) == (4, 0)
    assert found.differing and not found.superseding


def test_a_document_of_both_counts_as_the_correcting_file_has_it(brought) -> None:
    intake = brought({"旧.csv": OLD, "新.csv": NEW}, overrides=SETTLED)
    found = account(intake)
    assert lines(intake) == [("A1", "P1", 12), ("A2", "P1", 20)]
    assert (found.rows_kept, found.superseded, found.differing) == (2, 2, ())
    (done,) = found.superseding
    assert (done.by, done.of, done.documents, done.rows, done.only_there) == (
        "新.csv", "旧.csv", 1, 2, 0,
    )  # fmt: skip
    assert [(s.file, s.rows_kept, s.superseded) for s in found.sheets] == [
        ("新.csv", 1, 0),
        ("旧.csv", 1, 2),
    ]


def test_it_is_remembered_and_may_be_written_by_a_person(brought, tmp_path: Path) -> None:
    files = {"旧.csv": OLD, "新.csv": NEW}
    brought(files, overrides=SETTLED)
    assert account(brought(files)).superseded == 2
    remembered = (tmp_path / "in" / "steelyard.mapping.toml").read_text(encoding="utf-8")
    assert '[corrects]\n"新.csv" = "旧.csv"\n' in remembered
    said = '[corrects]\n"新.csv" = ["没有的.csv", "旧*"]\n'
    (tmp_path / "in" / "steelyard.mapping.toml").unlink()
    assert account(brought({"steelyard.toml": said})).superseded == 2


def test_an_order_moved_to_another_dealer_or_day_is_the_same_order(brought) -> None:
    moved = HEAD + "A1,2024-03-09,D3,P1,10,100\nA2,2024-03-06,D2,P1,20,200\n"
    intake = brought({"旧.csv": OLD, "新.csv": moved}, overrides=SETTLED)
    assert lines(intake) == [("A1", "P1", 10), ("A2", "P1", 20)]
    assert account(intake).last_date.day == 9


def test_a_number_that_two_dealers_have_in_one_file_is_two_orders(brought) -> None:
    old = OLD + "A1,2024-03-05,D9,P1,7,70\n"
    intake = brought({"旧.csv": old, "新.csv": NEW}, overrides=SETTLED)
    assert lines(intake) == [("A1", "P1", 7), ("A1", "P1", 12), ("A2", "P1", 20)]


def test_a_part_shipped_before_the_days_of_the_correction_stays(brought) -> None:
    old = OLD + "A1,2024-02-20,D1,P1,3,30\n"
    new = NEW + "A1,2024-03-08,D1,P1,4,40\n"
    intake = brought({"旧.csv": old, "新.csv": new}, overrides=SETTLED)
    assert lines(intake) == [("A1", "P1", 3), ("A1", "P1", 4), ("A1", "P1", 12), ("A2", "P1", 20)]


def test_a_refused_line_of_a_corrected_document_is_superseded(brought) -> None:
    old = OLD + "A1,2024-03-05,D1,P3,1,x\n合计,,,,31,305\n"
    intake = brought({"旧.csv": old, "新.csv": NEW}, overrides=SETTLED)
    found = account(intake)
    assert (found.superseded, found.rows_quarantined, found.rows_to_mend) == (3, 1, 0)
    assert intake.quarantine("sell_in").num_rows == 1


def test_a_row_that_came_back_from_quarantine_goes_with_its_file(brought) -> None:
    old = OLD + "A1,2024-03-05,D1,P3,1,x\n"
    mended = "A1,2024-03-05,D1,P3,1,7,旧.csv,,5,甲,one\n"
    back = HEAD.replace("\n", ",file,sheet,row,reasons_zh,reasons_en\n") + mended
    files = {"旧.csv": old, "新.csv": NEW, "改正.csv": back}
    intake = brought(files, overrides={"corrects.新.csv": "*"})
    found = account(intake)
    assert lines(intake) == [("A1", "P1", 12), ("A2", "P1", 20)]
    assert (found.superseded, found.rows_quarantined) == (4, 0)
    assert [done.of for done in found.superseding] == ["旧.csv"]


def test_a_day_that_was_corrected_bounds_no_period(brought) -> None:
    old = OLD.replace("A1,2024-03-05", "A1,2024-05-05")
    found = account(brought({"旧.csv": old, "新.csv": NEW}, overrides=SETTLED))
    assert (found.first_date.month, found.last_date.month) == (3, 3)


def test_documents_that_the_correction_lacks_are_counted_and_told(brought) -> None:
    new = NEW + "A3,2024-03-07,D1,P1,1,1\n"
    (done,) = account(brought({"旧.csv": OLD, "新.csv": new}, overrides=SETTLED)).superseding
    assert done.only_there == 1


def test_only_documents_that_count_are_told_to_stand_in_the_earlier_file_only(brought) -> None:
    old = OLD + "A4,2024-03-05,D1,P3,1,x\n"
    files = {"旧.csv": old, "新.csv": NEW + "A3,2024-03-07,D1,P1,1,1\n"}
    files["又.csv"] = HEAD + "A2,2024-03-06,D2,P1,21,210\n"
    decided = {**SETTLED, "corrects.又.csv": "旧.csv"}
    done = account(brought(files, overrides=decided)).superseding
    assert [one.only_there for one in done] == [0, 0]


def test_a_mistyped_day_in_the_correcting_file_bounds_nothing(brought) -> None:
    march = "".join(f"B{n},2024-03-{n % 28 + 1:02},D1,P1,1,10\n" for n in range(60))
    old = OLD + march + "A1,2024-02-20,D1,P1,3,30\n"
    new = NEW + "A9,1992-03-05,D1,P1,2,20\n"
    intake = brought({"旧.csv": old, "新.csv": new}, overrides=SETTLED)
    assert ("A1", "P1", 3) in lines(intake)
    assert account(intake).superseded == 2


def test_corrections_may_follow_each_other_but_not_go_in_a_circle(brought) -> None:
    files = {"1.csv": OLD, "2.csv": NEW, "3.csv": NEW.replace("12,120", "13,130")}
    chain = {"corrects.2.csv": "1.csv", "corrects.3.csv": "2.csv"}
    assert lines(brought(files, overrides=chain)) == [("A1", "P1", 13), ("A2", "P1", 20)]
    with pytest.raises(InputUnusable) as error:
        brought(files, overrides={**chain, "corrects.1.csv": "3.csv"})
    assert "1.csv" in error.value.speak("en") and "3.csv" in error.value.speak("en")


def test_rows_of_both_files_that_came_back_in_one_file_are_no_circle(brought) -> None:
    old = OLD + "A1,2024-03-05,D1,P3,1,x\n"
    new = NEW + "A5,2024-03-05,D1,P1,y,7\n"
    back = HEAD.replace("\n", ",file,sheet,row,reasons_zh,reasons_en\n")
    back += "A1,2024-03-05,D1,P3,1,7,旧.csv,,5,,\nA5,2024-03-05,D1,P1,2,7,新.csv,,3,,\n"
    intake = brought({"旧.csv": old, "新.csv": new, "改正.csv": back}, overrides=SETTLED)
    assert lines(intake) == [("A1", "P1", 12), ("A2", "P1", 20), ("A5", "P1", 2)]
    assert account(intake).superseded == 4


def test_a_pattern_that_names_the_correcting_workbook_too_is_no_circle(brought, folder) -> None:
    root = folder({"3月.csv": OLD})
    book = openpyxl.Workbook()
    for number, text in enumerate((NEW, HEAD + "A2,2024-03-06,D2,P1,21,210\n")):
        sheet = book.create_sheet(f"表{number}")
        for line in text.splitlines():
            sheet.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    book.remove(book.worksheets[0])
    book.save(root / "3月改.xlsx")
    intake = brought(root, overrides={"corrects.3月改.xlsx": "3月*"})
    assert lines(intake) == [("A1", "P1", 12), ("A2", "P1", 21)]


def test_decisions_add_up_and_one_that_was_wrong_way_round_is_turned(brought, tmp_path) -> None:
    files = {"年.csv": OLD, "旧.csv": OLD, "新.csv": NEW}
    brought(files, overrides={"corrects.旧.csv": "新.csv"})
    brought(files, overrides=SETTLED)
    assert account(brought(files, overrides={"corrects.新.csv": "年.csv"})).superseded == 4
    assert account(brought(files)).superseded == 4
    remembered = (tmp_path / "in" / "steelyard.mapping.toml").read_text(encoding="utf-8")
    assert remembered.endswith('[corrects]\n"新.csv" = ["旧.csv", "年.csv"]\n')


def test_a_part_of_a_folder_is_corrected_by_the_name_it_is_told_by(tmp_path: Path) -> None:
    for name, text in (("旧/a.parquet", OLD), ("新/b.parquet", NEW)):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True)
        table = csv.read_csv(io.BytesIO(text.encode()))
        parquet.write_table(table, path)
    settled = {"corrects.新/b.parquet": "旧/a.parquet"}
    with read(tmp_path / "in", work=tmp_path / "work", overrides=settled).connection as asked:
        assert asked.execute("select sum(quantity)::int from sell_in").fetchall() == [(32,)]
    with pytest.raises(InputUnusable):
        read(tmp_path / "in", work=tmp_path / "w2", overrides={"corrects.新/c.parquet": "旧/"})


def test_what_corrects_nothing_is_told(brought) -> None:
    files = {"旧.csv": OLD, "新.csv": NEW}
    for wrong in ({"corrects.无.csv": "旧.csv"}, {"corrects.新.csv": "无.csv"}):
        with pytest.raises(InputUnusable) as error:
            brought(files, overrides=wrong)
        assert "旧.csv" in error.value.speak("en")
    with pytest.raises(InputUnusable):
        brought(files, overrides={"corrects.新.csv": "新.csv"})


def test_a_name_in_the_file_that_is_not_there_is_noted(brought) -> None:
    said = '[corrects]\n"无.csv" = "旧.csv"\n"新.csv" = ["旧*", "再.csv"]\n'
    intake = brought({"旧.csv": OLD, "新.csv": NEW, "steelyard.toml": said})
    told = [note.en for note in intake.notes if note.key == "intake.corrects_nobody"]
    assert [("无.csv in" in one, "再.csv in" in one) for one in told] == [
        (True, False),
        (False, True),
    ]
    assert account(intake).superseded == 2


def test_a_name_with_brackets_is_that_file_and_no_pattern(brought) -> None:
    files = {"3月[1].csv": OLD, "3月1.csv": NEW.replace("P1", "P7"), "新.csv": NEW}
    found = account(brought(files, overrides={"corrects.新.csv": "3月[1].csv"}))
    assert [done.of for done in found.superseding] == ["3月[1].csv"]


def test_rows_that_name_no_document_cannot_be_corrected_so(brought) -> None:
    stock = "库存日期,经销商编码,商品编码,库存数量\n2024-03-31,D1,P1,5\n"
    files = {"sell_in.csv": LINES, "库存.csv": stock, "库存2.csv": stock.replace(",5", ",6")}
    intake = brought(files, overrides={"corrects.库存2.csv": "库存.csv"})
    (done,) = account(intake, "stock").superseding
    assert (done.documents, done.rows) == (None, 0)


LINE = st.tuples(
    st.sampled_from(["A1", "A2", "A3", "", "合计"]),
    st.sampled_from(["2024-03-05", "2024-03-06", "2999-01-01", ""]),
    st.sampled_from(["D1", "D2", ""]),
    st.sampled_from(["P1", "P2"]),
    st.sampled_from(["1", "2", "x"]),
    st.sampled_from(["10", "20"]),
)


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    files=st.lists(st.lists(LINE, max_size=8), min_size=2, max_size=3),
    decided=st.sampled_from([{}, {"corrects.1.csv": "0.csv"}, {"corrects.1.csv": "*"}]),
)
def test_the_parts_add_up_file_by_file(
    tmp_path_factory: pytest.TempPathFactory,
    files: list[list[tuple[str, ...]]],
    decided: dict[str, str],
) -> None:
    root = tmp_path_factory.mktemp("in")
    for number, of in enumerate(files):
        rows = [("Z1", "2024-03-05", "D1", "P1", "1", "1"), *of]
        text = HEAD + "".join(",".join(row) + "\n" for row in rows)
        (root / f"{number}.csv").write_text(text, encoding="utf-8")
    intake = read(root, work=tmp_path_factory.mktemp("work"), overrides=decided)
    found = account(intake)
    per_file = {sheet.file: sheet for sheet in found.sheets}
    assert {name: sheet.rows_read for name, sheet in per_file.items()} == {
        f"{number}.csv": len(of) + 1 for number, of in enumerate(files)
    }
    asked = "select _file, count(*) from sell_in group by all"
    kept = dict(intake.connection.execute(asked).fetchall())
    refused = intake.quarantine("sell_in")["file"].to_pylist()
    for name, sheet in per_file.items():
        assert (sheet.rows_kept, sheet.rows_quarantined) == (kept.get(name, 0), refused.count(name))
    if not decided:
        assert found.superseded == 0
    intake.connection.close()


def test_a_line_that_is_refused_supersedes_nothing(brought) -> None:
    refused = HEAD + "A1,2024-03-05,D1,P1,x,120\nA2,2024-03-06,D2,P1,21,210\n"
    found = account(intake := brought({"旧.csv": OLD, "新.csv": refused}, overrides=SETTLED))
    assert lines(intake) == [("A1", "P1", 10), ("A1", "P2", 1), ("A2", "P1", 21)]
    assert (found.superseded, found.rows_quarantined) == (1, 1)


def test_numbers_that_begin_anew_each_month_are_other_orders(brought) -> None:
    january = HEAD + "A1,2024-01-05,D7,P1,3,30\n"
    intake = brought({"1月.csv": january, "新.csv": NEW}, overrides={"corrects.新.csv": "*月.csv"})
    assert lines(intake) == [("A1", "P1", 3), ("A1", "P1", 12)]
    (done,) = account(intake).superseding
    assert (done.rows, done.lines_left) == (0, 1)


def test_a_file_of_another_table_is_corrected_in_nothing_and_that_is_noted(brought) -> None:
    def noted(intake) -> bool:
        return "intake.corrects_other_table" in [note.key for note in intake.notes]

    files = {"旧.csv": OLD, "新.csv": NEW}
    assert not noted(brought(files, overrides=SETTLED))
    stock = "库存日期,经销商编码,商品编码,库存数量\n2024-03-31,D1,P1,5\n"
    other = {"corrects.库存.csv": "旧.csv"}
    assert noted(brought({**files, "库存.csv": stock}, overrides=other))
