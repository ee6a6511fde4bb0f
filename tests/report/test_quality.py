"""The data report in words: every row is accounted for."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from steelyard.report import ReportInputs, write_workbook
from steelyard.report.page import render
from steelyard.report.quality import quality
from steelyard.report.voice import Voice
from steelyard.verdicts.findings import Findings

MAPPING = {"客户编号": "dealer_id"}
REPORT = {
    "tables": {
        "sell_in": {
            "files": [
                {"file": "a.xlsx", "sheet": "一", "mapping": MAPPING, "unknown_columns": []},
                {"file": "a.xlsx", "sheet": "二", "mapping": MAPPING, "unknown_columns": []},
                {"file": "b.csv", "mapping": {"Store": "dealer_id"}, "unknown_columns": ["x"]},
            ],
            "rows_read": 55_400, "rows_kept": 53_305, "rows_quarantined": 16,
            "rows_counted_once": 2_079, "rows_after_as_of": 120, "duplicate_rows_kept": 40,
            "duplicate_rows_estimated": True,
        },
    },
    "unused": [{"zh": "图.png：没有用到", "en": "图.png: not used"}],
    "notes": [{"zh": "记下一句", "en": "one note"}],
}  # fmt: skip


@pytest.fixture
def account(given: ReportInputs) -> ReportInputs:
    return replace(given, data_report=REPORT)


def _text(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page[page.index('id="quality"') : page.index('id="unjudged"')])


def test_nothing_read_accounts_for_nothing() -> None:
    empty = quality({}, Voice("zh"))
    assert empty.read == empty.kept + empty.quarantined + empty.counted_once == 0
    assert empty.after == 0


def test_used_quarantined_and_counted_once_are_all_that_was_read() -> None:
    seen = quality(REPORT, Voice("zh"))
    assert seen.read == seen.kept + seen.quarantined + seen.counted_once


def test_the_page_says_what_became_of_every_row(found: Findings, account: ReportInputs) -> None:
    said = _text(render(found, account, "en"))
    assert (
        "Rows of all tables read: 55,400; used: 53,305; in quarantine: 16 (0.03%); counted once"
        in said
    )
    assert "Used + quarantined + counted once = read." in said
    assert "Rows used, but dated after Jun 2025 and so not in this report: 120" in said
    assert "about 40" in said
    assert "图.png: not used" in said
    assert "one note" in said


def test_an_exact_count_of_duplicates_is_not_called_about(
    found: Findings, account: ReportInputs
) -> None:
    exact = {**REPORT["tables"]["sell_in"], "duplicate_rows_estimated": False}
    page = render(found, replace(account, data_report={"tables": {"sell_in": exact}}), "en")
    assert "about 40" not in _text(page)
    assert ">40<" in page


def test_files_understood_alike_are_shown_once() -> None:
    understood = quality(REPORT, Voice("zh")).tables[0].understood
    assert [u.titles for u in understood] == [["a.xlsx [一]", "a.xlsx [二]"], ["b.csv"]]
    assert understood[0].mapping == [("客户编号", "dealer_id", "经销商编码")]


def test_a_table_of_a_later_version_has_columns_without_a_meaning() -> None:
    later = {"tables": {"weather": {"files": [{"file": "w.csv", "mapping": {"t": "heat"}}]}}}
    table = quality(later, Voice("en")).tables[0]
    assert table.title == "weather"
    assert table.understood[0].mapping == [("t", "heat", "")]


def test_the_workbook_says_the_same(found: Findings, account: ReportInputs, tmp_path: Path) -> None:
    write_workbook(found, account, tmp_path / "w.xlsx", "zh")
    rows = list(openpyxl.load_workbook(tmp_path / "w.xlsx")["数据质量"].values)
    assert "采用 + 隔离 + 只计一次 = 读入。" in rows[0][0]
    assert "120 行晚于" in rows[0][0]
    assert list(rows[2][2:8]) == [55_400, 53_305, 16, 2_079, 120, 40]
    said = {row[0] for row in rows}
    assert {"图.png：没有用到", "记下一句", "进货明细 sell_in: 约 40"} <= said


def _with(**more: object) -> dict[str, object]:
    return {"tables": {"sell_in": {**REPORT["tables"]["sell_in"], **more}}}


def test_without_days_and_sums_none_are_shown() -> None:
    (table,) = quality(REPORT, Voice("en")).tables
    assert (table.period, table.totals, table.no_lines) == ("", "", 0)


def test_the_sums_to_hold_against_the_erp_are_written_in_full(
    found: Findings, given: ReportInputs, tmp_path: Path
) -> None:
    sums = {
        "first_date": "2024-01-01", "last_date": "2024-06-20", "dealers": 3, "orders": 1_019,
        "quantity": 178.5, "amount": 1_788.9, "returns_amount": 20.1,
    }  # fmt: skip
    days = {"first_date": "2024-01-01", "last_date": "2024-06-30"}
    account = replace(given, data_report=_with(**days, totals=sums, rows_to_mend=9))
    page = _text(render(found, account, "en"))
    assert "1 Jan 2024 to 30 Jun 2024" in page
    assert "dated 1 Jan 2024 to 20 Jun 2024: dealers 3, orders 1,019, quantity 178.5" in page
    assert "amount 1,788.90 元 (1,809 元 bought, 20.10 元 returned)." in page
    assert "those in quarantine, with nothing to mend: 7." in page
    write_workbook(found, account, tmp_path / "w.xlsx", "zh")
    rows = list(openpyxl.load_workbook(tmp_path / "w.xlsx")["数据质量"].values)
    assert rows[2][8] == "2024年1月1日 至 2024年6月30日"
    assert any("金额 1,788.90元（进货 1,809元，退货 20.10元）。" in str(row[0]) for row in rows)
    assert "7 行是合计、备注、重复表头或空行，无需改正。" in rows[0][0]


def test_reasons_that_add_up_to_more_than_the_rows_say_why(
    found: Findings, given: ReportInputs
) -> None:
    reasons = [{"zh": "甲", "en": "one", "rows": 10}, {"zh": "乙", "en": "other", "rows": 6}]
    once = replace(given, data_report=_with(reasons=reasons))
    assert "A row may have several reasons" not in _text(render(found, once, "en"))
    reasons[1]["rows"] = 7
    assert "A row may have several reasons" in _text(render(found, once, "en"))


def test_several_files_are_accounted_for_one_by_one(
    found: Findings, given: ReportInputs, tmp_path: Path
) -> None:
    fates = ("rows_read", "rows_kept", "rows_quarantined", "rows_counted_once", "rows_superseded")
    files = [
        {"file": name, "mapping": MAPPING, **dict(zip(fates, rows, strict=True))}
        for name, rows in (("3月.csv", (10, 4, 1, 2, 3)), ("更正.csv", (6, 6, 0, 0, 0)))
    ]
    told = {"zh": "注意：两份不同", "en": "Note: they differ"}
    more = {"files": files, **dict(zip(fates, (16, 10, 1, 2, 3), strict=True)), "resent": [told]}
    account = replace(given, data_report={**_with(**more), "notes": [told]})
    seen = quality(account.data_report, Voice("en"))
    for one in (*seen.tables[0].files, *seen.tables, seen):
        assert one.read == one.kept + one.quarantined + one.counted_once + one.superseded
    assert (seen.notes, seen.resent) == ([], ["Note: they differ"])
    page = _text(render(found, account, "zh"))
    assert "采用 + 隔离 + 只计一次 + 被取代 = 读入。" in page
    assert page.count("注意：两份不同") == 1
    assert re.search(r"3月.csv\s+10\s+4\s+1\s+2\s+3\s", page)
    write_workbook(found, account, tmp_path / "w.xlsx", "zh")
    rows = list(openpyxl.load_workbook(tmp_path / "w.xlsx")["数据质量"].values)
    assert rows[2][1:7] == ("共 2 个文件或工作表", 16, 10, 1, 2, 3)
    assert rows[3][1:7] == ("3月.csv", 10, 4, 1, 2, 3)
