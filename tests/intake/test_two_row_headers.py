"""Headers of two rows, with merged cells, from the file to the columns."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from steelyard.intake import InputUnusable

LINES = [
    ["D1", "川东商贸", "2024-03-05", "A1", 100, 1],
    ["D2", "川西商贸", "2024-03-06", "A2", 90, 2],
]
COLUMNS = {
    "客户信息.编码": "dealer_id",
    "客户信息.名称": "dealer_name",
    "单据.日期": "order_date",
    "单据.编号": "order_id",
    "金额": "amount",
    "数量": "quantity",
}
Merge = tuple[int, int, int, int, str]


def _book(folder: Path, merged: list[Merge], names: list[str], row: int) -> Path:
    """Write a workbook whose lowest header row has `names`; merged cells stand above."""
    folder.mkdir()
    book = xlsxwriter.Workbook(str(folder / "导出.xlsx"))
    sheet = book.add_worksheet()
    sheet.write_row(row, 0, names)
    for *place, text in merged:
        sheet.merge_range(*place, text)
    for number, line in enumerate(LINES, row + 1):
        sheet.write_row(number, 0, line)
    book.close()
    return folder


def test_one_row_that_says_everything_is_read_alone_below_merged_cells(brought, tmp_path) -> None:
    names = ["客户编码", "客户名称", "单据日期", "单据编号", "金额", "数量"]
    above = [(0, 0, 0, 1, "客户信息"), (0, 2, 0, 5, "单据")]
    intake = brought(_book(tmp_path / "in", above, names, 1))
    assert set(names) <= set(intake.tables["sell_in"].mapping)
    assert intake.tables["sell_in"].rows_kept == 2


@pytest.mark.parametrize("rows", [2, 3])
def test_merged_groups_are_read_from_a_workbook(brought, tmp_path, rows: int) -> None:
    last = rows  # a merged title stands above
    above = [
        (0, 0, 0, 5, "三月销售明细"),
        (1, 0, rows - 1, 1, "客户信息"),
        (1, 2, rows - 1, 3, "单据"),
        (1, 4, last, 4, "金额"),
        (1, 5, last, 5, "数量"),
    ]
    intake = brought(_book(tmp_path / "in", above, ["编码", "名称", "日期", "编号"], last))
    assert intake.tables["sell_in"].mapping == COLUMNS
    assert intake.tables["sell_in"].rows_kept == 2


@pytest.mark.parametrize("title", ["", "三月销售明细,,,,,\n,,,,,\n"])
def test_groups_are_read_from_text(brought, title: str) -> None:
    head = "客户信息,,单据,,金额,数量\n编码,名称,日期,编号,,\n"
    lines = "".join(",".join(map(str, line)) + "\n" for line in LINES)
    intake = brought({"导出.csv": title + head + lines})
    assert intake.tables["sell_in"].mapping == COLUMNS
    assert intake.tables["sell_in"].rows_kept == 2


def test_equal_names_under_two_groups_are_asked_about_and_answered(brought) -> None:
    head = "客户,,单据,,销售,,退货,\n编码,名称,日期,编号,数量,金额,数量,金额\n"
    files = {"a.csv": head + "D1,甲,2024-03-05,A1,9,90,1,10\n"}
    with pytest.raises(InputUnusable) as error:
        brought(files)
    said = error.value.speak("en")
    assert "销售.数量, 退货.数量" in said
    assert "--map 'sell_in.amount=销售.金额'" in said
    answers = {"sell_in.quantity": "数量#1", "sell_in.amount": "销售.金额"}
    assert brought(files, overrides=answers).tables["sell_in"].mapping["销售.数量"] == "quantity"


HEAD = "客户信息,,商品,,单据,,,\n编码,名称,编码,名称,日期,编号,数量,金额\n"
FILES = {"a.csv": HEAD + "D1,甲,P1,酒,2024-03-05,A1,1,10\n"}


@pytest.mark.parametrize("named", ["客户信息.编码", "客户信息编码", "客户编码", "编码#1"])
def test_a_header_may_be_named_as_joined_or_by_the_part_that_is_its_own(brought, named) -> None:
    intake = brought(FILES, overrides={"sell_in.dealer_id": named, "sell_in.order_id": "编号"})
    assert intake.tables["sell_in"].mapping["客户信息.编码"] == "dealer_id"
    assert brought(FILES).tables["sell_in"].mapping["单据.编号"] == "order_id"


def test_a_part_that_two_headers_have_is_asked_about(brought) -> None:
    with pytest.raises(InputUnusable) as error:
        brought(FILES, overrides={"sell_in.dealer_id": "编码"})
    (message,) = error.value.messages
    assert "'编码': 客户信息.编码, 商品.编码" in message.en
    assert "--map 'sell_in.dealer_id=客户信息.编码'" in message.zh
    with pytest.raises(InputUnusable, match=r"客户信息\.编码, 商品\.编码"):
        brought(FILES, overrides={"stock.quantity": "编码"})


def test_units_below_headers_of_two_rows_belong_to_them(brought) -> None:
    head = "客户,,单号,日期,数量,金额\n编码,名称,,,,\n,,,,箱,万元\n"
    intake = brought({"a.csv": head + "D1,甲,A1,2024-03-05,1,10\n"})
    account = intake.tables["sell_in"]
    assert (account.rows_read, account.rows_kept) == (1, 1)
    assert account.mapping["金额.万元"] == "amount"
    (amount,) = intake.connection.execute("select amount from sell_in").fetchone()
    assert amount == 100_000


def test_a_second_code_under_one_group_of_a_text_file_is_asked_about(brought) -> None:
    """Text has no merged cells: whether 编号 goes with the group or stands alone it cannot say."""
    head = "客户信息,,,单据日期,金额,数量\n编码,名称,编号,,,\n"
    with pytest.raises(InputUnusable) as error:
        brought({"a.csv": head + "D1,甲,A1,2024-03-05,10,1\n"})
    assert "编号" in error.value.speak("zh")
