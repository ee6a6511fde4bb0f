"""The workbook: exact numbers, text that stays text, and a cut that says so."""

from __future__ import annotations

import datetime as dt
import errno
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pyarrow as pa
import pytest
from xlsxwriter.exceptions import FileCreateError

from steelyard.report import MonthNotThere, ReportInputs, write_workbook
from steelyard.report.sheets import cut
from steelyard.report.sheets.cut import last_months
from steelyard.results.salespeople import salespeople_table
from steelyard.verdicts.findings import Findings
from steelyard.words import LANGUAGES, catalogue
from tests.people.made import channel, weighed
from tests.report import channel_made_up


@pytest.fixture(scope="session")
def books(
    found: Findings, given: ReportInputs, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, openpyxl.Workbook]:
    folder = tmp_path_factory.mktemp("workbook")
    for language in LANGUAGES:
        write_workbook(found, given, folder / f"{language}.xlsx", language)
    return {language: openpyxl.load_workbook(folder / f"{language}.xlsx") for language in LANGUAGES}


def _column(sheet: object, title: str, head: int = 1) -> list[object]:
    rows = list(sheet.iter_rows(values_only=True))
    at = rows[head - 1].index(title)
    return [row[at] for row in rows[head:]]


def test_a_quiet_month_writes_an_empty_list_that_teaches(
    found: Findings, given: ReportInputs, tmp_path: Path
) -> None:
    verdicts = replace(found.verdicts, verdict=found.verdicts.verdict.astype("<U8").copy())
    verdicts.verdict[:] = "unjudged"
    bare = replace(
        given, monthly=given.monthly.slice(0, 0), signals=given.signals.slice(0, 0), data_report={}
    )
    write_workbook(replace(found, verdicts=verdicts), bare, tmp_path / "w.xlsx", "zh")
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    assert catalogue("report", "zh")["glance.queue_empty"] in book["待核实"]["A2"].value
    assert book["经销商月销量状况分析表"].max_row == 1


def test_sheets_and_heads_speak_the_language(books: dict[str, openpyxl.Workbook]) -> None:
    names = "本月要事 待核实 经销商月销量状况分析表 经销商层级 信号 数据质量 列定义"
    assert books["zh"].sheetnames == names.split()
    assert books["en"].sheetnames[2] == "Monthly table"
    assert books["zh"]["经销商月销量状况分析表"]["H1"].value == "进货额（元）"
    assert books["en"]["Monthly table"]["H1"].value == "Sell-in (元)"


def test_salespeople_have_a_sheet_where_there_are_some(
    found: Findings, given: ReportInputs, tmp_path: Path
) -> None:
    dealers = [(name, "R1") for name in ("Li", "=1+1", "Wang") for _ in range(12)]
    table = salespeople_table(weighed(channel(dealers), [(24 + i, 9) for i in range(8)]))
    write_workbook(found, replace(given, salespeople=table), tmp_path / "w.xlsx", "en")
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    assert book.sheetnames[5] == "Salespeople"
    sheet = book["Salespeople"]
    rows = {row["salesperson_id"]: row for row in table.to_pylist()}
    assert _column(sheet, "Salesperson")[0] == "Wang"
    assert sorted(_column(sheet, "Salesperson")) == sorted(rows)
    in_order = [rows[name] for name in _column(sheet, "Salesperson")]
    assert _column(sheet, "Flagged") == [row["flagged_dealers"] for row in in_order]
    assert _column(sheet, "Explanation") == [row["explanation_en"] for row in in_order]


def test_the_monthly_sheet_is_the_monthly_table(
    books: dict[str, openpyxl.Workbook], given: ReportInputs
) -> None:
    sheet = books["en"]["Monthly table"]
    assert sheet.max_row == given.monthly.num_rows + 1
    assert _column(sheet, "Id") == given.monthly["dealer_id"].to_pylist()
    assert _column(sheet, "Sell-in (元)") == given.monthly["sell_in_amount"].to_pylist()
    exact = np.array(given.monthly["amount_change_yoy"].to_pylist(), dtype=float)
    shown = np.array(_column(sheet, "Amount YoY"), dtype=float)
    np.testing.assert_allclose(shown, exact, rtol=1e-14)  # a sheet keeps 16 digits
    months = [d.date() for d in _column(sheet, "Month")]
    assert months == given.monthly["month"].to_pylist()


def test_the_sheet_marks_as_many_dealers_in_the_month_as_are_listed(tmp_path: Path) -> None:
    found, given = channel_made_up.fallen_silent()
    write_workbook(found, given, tmp_path / "w.xlsx", "en")
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    names = ("Id", "Month", "Verdict", "Sell-in (元)")
    rows = list(zip(*(_column(book["Monthly table"], name) for name in names), strict=True))
    marked = {r[0]: r[3] for r in rows if r[1].date() == given.as_of and r[2] == "To verify"}
    assert sorted(marked) == sorted(_column(book["To verify"], "Id", head=2))
    assert marked[channel_made_up.SILENT] == 0


def test_the_monthly_sheet_is_made_for_work(books: dict[str, openpyxl.Workbook]) -> None:
    sheet = books["zh"]["经销商月销量状况分析表"]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet["H2"].number_format == "#,##0.00"
    assert sheet["I20"].number_format == "+0.0%;-0.0%;0.0%"
    assert sheet["H1"].comment.text == catalogue("report", "zh")["definition.sell_in_amount"]
    rules = [rule.type for rules in sheet.conditional_formatting for rule in rules.rules]
    assert {"expression", "colorScale", "iconSet"} <= set(rules)


def test_a_dealer_without_a_name_has_an_empty_one_and_its_id(
    books: dict[str, openpyxl.Workbook],
) -> None:
    sheet = books["en"]["Monthly table"]
    of_id = dict(zip(_column(sheet, "Id"), _column(sheet, "Dealer"), strict=True))
    assert of_id["D0021"] is None
    assert of_id["D0010"]


def test_whole_quantities_have_no_point_and_others_two_digits(
    found: Findings, given: ReportInputs, tmp_path: Path
) -> None:
    write_workbook(found, given, tmp_path / "w.xlsx", "en")
    sheet = openpyxl.load_workbook(tmp_path / "w.xlsx")["Monthly table"]
    heads = [cell.value for cell in sheet[1]]
    at = heads.index("Sell-in qty")
    assert sheet[2][at].number_format == "#,##0"
    place = given.monthly.column_names.index("sell_in_quantity")
    loose = given.monthly.set_column(place, "sell_in_quantity", [[1.25] * given.monthly.num_rows])
    write_workbook(found, replace(given, monthly=loose), tmp_path / "w.xlsx", "en")
    sheet = openpyxl.load_workbook(tmp_path / "w.xlsx")["Monthly table"]
    assert sheet[2][at].number_format == "#,##0.00"


def test_an_arrow_stands_beside_a_change_that_can_be_read(
    books: dict[str, openpyxl.Workbook],
) -> None:
    sheet = books["en"]["Monthly table"]
    rules = [r for rules in sheet.conditional_formatting for r in rules.rules if r.iconSet]
    least = {tuple(float(v.val) for v in r.iconSet.cfvo[1:]) for r in rules}
    assert least == {(-0.0005, 0.0005), (-0.005, 0.005)}


def test_a_name_is_never_a_formula_or_a_link(books: dict[str, openpyxl.Workbook]) -> None:
    sheet = books["zh"]["待核实"]
    cells = [c for row in sheet.iter_rows() for c in row if c.value == channel_made_up.FORMULA]
    assert cells
    for book in books.values():
        for each in book.worksheets:
            for row in each.iter_rows():
                assert not any(c.data_type == "f" or c.hyperlink for c in row)


def test_all_flagged_dealers_are_listed_with_their_step(
    books: dict[str, openpyxl.Workbook], found: Findings
) -> None:
    sheet = books["zh"]["待核实"]
    ids = _column(sheet, "编号", head=2)
    column = found.verdicts.verdict[:, -1] == "watch"
    assert sorted(ids) == [
        i for i, on in zip(found.channel.panel.dealers.ids, column, strict=True) if on
    ]
    assert all(_column(sheet, "怎样了结", head=2))


def test_tiers_stand_by_rank_and_signals_by_row(
    books: dict[str, openpyxl.Workbook], given: ReportInputs
) -> None:
    ranks = _column(books["en"]["Tiers"], "Rank on paper")
    assert ranks == sorted(given.tiers["paper_rank"].to_pylist())
    assert books["en"]["Signals"].max_row == given.signals.num_rows + 1


def test_every_column_has_a_definition(books: dict[str, openpyxl.Workbook]) -> None:
    sheet = books["en"]["Definitions"]
    assert sheet.max_row - 1 == len(
        [k for k in catalogue("report", "en") if k.startswith("definition.")]
    )


def test_equal_input_gives_equal_bytes(
    found: Findings, given: ReportInputs, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        write_workbook(found, given, tmp_path / name, "zh")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_sheet_that_would_be_too_long_shows_the_last_months_and_says_so(
    found: Findings, given: ReportInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cut, "MOST_ROWS", 5)
    old = given.signals.slice(0, 1)
    at = old.column_names.index("month")
    old = old.set_column(at, "month", pa.array([dt.date(2023, 1, 1)], pa.date32()))
    longer = replace(given, signals=pa.concat_tables([old, given.signals]))
    write_workbook(found, longer, tmp_path / "w.xlsx", "en")
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    monthly = book["Monthly table"]
    assert "last 24 months only" in monthly["A1"].value
    assert min(_column(monthly, "Month", head=2)).date() == dt.date(2023, 7, 1)
    assert "signals.parquet" in book["Signals"]["A1"].value


def test_the_cut_crosses_years(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cut, "MOST_ROWS", 1)
    months = [dt.date(2022, 12, 1), dt.date(2023, 1, 1), dt.date(2024, 12, 1)]
    kept = last_months(pa.table({"month": pa.array(months, pa.date32())}))
    assert kept["month"].to_pylist() == months[1:]


def test_a_signal_of_an_unknown_dealer_keeps_its_id(
    found: Findings, given: ReportInputs, tmp_path: Path
) -> None:
    signals = given.signals.slice(0, 1).set_column(0, "dealer_id", pa.array(["GONE"]))
    write_workbook(found, replace(given, signals=signals), tmp_path / "w.xlsx", "en")
    sheet = openpyxl.load_workbook(tmp_path / "w.xlsx")["Signals"]
    assert (sheet["A2"].value, sheet["B2"].value) == (None, "GONE")


def test_a_month_that_is_not_there_is_refused(
    found: Findings, given: ReportInputs, tmp_path: Path
) -> None:
    with pytest.raises(MonthNotThere):
        write_workbook(found, replace(given, as_of=dt.date(2031, 1, 1)), tmp_path / "w.xlsx", "zh")


def test_the_first_month_of_all_has_no_changes(tmp_path: Path) -> None:
    found = channel_made_up.findings(channel_made_up.panel(dealers=4, months=1))
    write_workbook(found, channel_made_up.inputs(found), tmp_path / "w.xlsx", "en")
    sheet = openpyxl.load_workbook(tmp_path / "w.xlsx")["At a glance"]
    figures = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert figures["Channel sell-in, change on the month"] is None
    assert figures["Dealers to verify"] == 0


def test_scratch_files_lie_beside_the_book_and_trouble_with_them_is_the_disks(
    found: Findings, given: ReportInputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no such folder"))
    write_workbook(found, given, tmp_path / "w.xlsx", "zh")
    assert [path.name for path in tmp_path.iterdir()] == ["w.xlsx"]

    def full(*_: object) -> None:
        raise FileCreateError("No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.Workbook._store_workbook", full)
    with pytest.raises(OSError, match="No space left"):
        write_workbook(found, given, tmp_path / "v.xlsx", "zh")

    def really_full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.Workbook._store_workbook", really_full)
    with pytest.raises(OSError, match="No space left") as told:
        write_workbook(found, given, tmp_path / "u.xlsx", "zh")
    assert told.value.errno == errno.ENOSPC
