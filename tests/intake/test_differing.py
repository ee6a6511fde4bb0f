"""Documents that two files have with different lines are told; honest parts of one are not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from steelyard.intake import differing

from .conftest import LINES

HEAD = "单据编号,日期,客户编码,商品编码,数量,金额\n"
MARCH = HEAD + "".join(
    f"A{n},2024-03-{n % 28 + 1:02},D{n % 5},P{n % 3},{n},{n * 10}\n" for n in range(1, 41)
)


def told(intake, table: str = "sell_in"):
    return intake.tables[table].differing


def test_files_that_share_no_day_or_no_document_are_not_told_of(brought) -> None:
    april = MARCH.replace("2024-03", "2024-04")
    other = MARCH.replace("\nA", "\nB")
    assert not told(brought({"3月.csv": MARCH, "4月.csv": april}))
    assert not told(brought({"3月.csv": MARCH, "乙.csv": other}))


def test_lines_alike_are_not_told_of(brought) -> None:
    assert not told(brought({"3月.csv": MARCH, "又.csv": MARCH}))


def test_an_order_split_by_product_group_is_not_told_of(brought) -> None:
    drinks = HEAD + "".join(f"A{n},2024-03-05,D1,P1,1,10\n" for n in range(30))
    snacks = drinks.replace("P1", "S1")
    assert not told(brought({"饮料.csv": drinks, "零食.csv": snacks}))
    both = drinks + snacks.split("\n", 1)[1]
    assert not told(brought({"饮料.csv": drinks, "零食.csv": snacks, "全部.csv": both}))


def test_an_order_split_by_warehouse_is_not_told_of(brought) -> None:
    north = HEAD + "".join(f"A{n},2024-03-05,D1,P{n % 7},1,10\n" for n in range(30))
    south = HEAD + "".join(f"A{n},2024-03-05,D1,P{n % 3},2,20\n" for n in range(30))
    assert not told(brought({"北仓.csv": north, "南仓.csv": south}))


def test_part_shipments_and_numbers_used_twice_are_not_told_of(brought) -> None:
    later = HEAD + "A1,2024-03-06,D1,P1,4,40\nA9,2024-03-05,D1,P1,1,1\n"
    assert not told(brought({"a.csv": LINES, "后发.csv": later}))
    other = HEAD + "A1,2024-03-05,D7,P1,9,90\nA2,2024-03-06,D8,P1,9,90\n"
    assert not told(brought({"a.csv": LINES, "子公司.csv": other}))


def test_a_quarantined_line_mended_is_not_told_of(brought) -> None:
    wrong = LINES + "A2,2024-03-06,D2,P1,1,x\n"
    fed_back = (
        "单据编号,日期,客户编码,商品编码,数量,金额,file,sheet,row,reasons_zh,reasons_en\n"
        "A2,2024-03-06,D2,P1,1,7,a.csv,,4,,\n"
    )
    assert not told(brought({"a.csv": wrong, "q.csv": fed_back}))
    assert not told(brought({"a.csv": wrong, "b.csv": wrong.replace(",x", ",7")}))


def test_changed_dropped_and_added_lines_are_told_with_their_money(brought, rows) -> None:
    changed = (
        MARCH.replace("A7,2024-03-08,D2,P1,7,70", "A7,2024-03-08,D2,P1,9,90.5")
        .replace("A9,2024-03-10,D4,P0,9,90", "A9,2024-03-10,D4,P0,9,80")
        .replace("A8,2024-03-09,D3,P2,8,80", "A8,2024-03-09,D3,P2,8,80\nA8,2024-03-09,D3,P1,1,10")
    )
    intake = brought({"3月.csv": MARCH, "3月更正.csv": changed})
    (found,) = told(intake)
    assert (found.first, found.second, found.documents) == ("3月.csv", "3月更正.csv", 3)
    assert (found.first_lines, found.second_lines) == (2, 3)
    assert (found.first_amount, found.second_amount) == (Decimal(160), Decimal("180.5"))
    assert found.example == "A7"
    assert rows(intake, "select sum(amount) from sell_in") == [(Decimal("8380.5"),)]


def test_products_of_another_code_are_told_where_files_repeat_each_other(brought) -> None:
    recoded = MARCH.replace("P0", "Q0")
    (found,) = told(brought({"3月.csv": MARCH, "3月更正.csv": recoded}))
    assert (found.documents, found.first_lines, found.second_lines) == (13, 13, 13)
    assert found.first_amount == found.second_amount == Decimal(2730)


def test_a_correction_of_few_orders_is_told(brought) -> None:
    few = HEAD + "A1,2024-03-05,D1,P1,12,120\n"
    (found,) = told(brought({"a.csv": LINES, "b.csv": few}))
    assert (found.documents, found.example) == (1, "A1")
    dropped = HEAD + "A1,2024-03-05,D1,P1,10,100\nA1,2024-03-05,D1,P2,1,5\n"
    (found,) = told(brought({"a.csv": LINES, "b.csv": dropped}))
    assert (found.first_lines, found.second_lines) == (0, 1)


def test_an_order_moved_to_another_day_or_dealer_is_told_where_files_repeat_each_other(
    brought,
) -> None:
    day = MARCH.replace("A7,2024-03-08,D2", "A7,2024-03-11,D2")
    (found,) = told(brought({"3月.csv": MARCH, "3月更正.csv": day}))
    assert (found.documents, found.example, found.second_amount) == (1, "A7", Decimal(70))
    dealer = MARCH.replace("A7,2024-03-08,D2", "A7,2024-03-08,D4")
    (found,) = told(brought({"3月更正.csv": dealer}))
    assert (found.documents, found.first_lines, found.second_lines) == (1, 1, 1)


def test_part_shipments_on_days_that_one_file_lacks_are_not_told_of(brought) -> None:
    early = "A1,2024-02-25,D1,P1,5,50\n"
    late = "A1,2024-04-02,D1,P1,5,50\n"
    assert not told(brought({"a.csv": MARCH + early, "b.csv": MARCH + late}))


def test_other_tables_with_documents_are_told_of_too(brought) -> None:
    claims = "核销单号,经销商编码,申请日期,核销金额\nC1,D1,2024-03-01,10\nC2,D1,2024-03-01,20\n"
    files = {
        "sell_in.csv": LINES,
        "费用.csv": claims,
        "费用2.csv": claims.replace(",20\n", ",25\n"),
    }
    (found,) = told(brought(files), "claims")
    assert (found.documents, found.example, found.second_amount) == (1, "C2", Decimal(25))


def test_days_after_the_month_asked_for_are_not_told_of(brought) -> None:
    files = {"a.csv": LINES, "b.csv": LINES.replace("20,200", "25,250")}
    assert told(brought(files, until=dt.date(2024, 3, 31)))
    assert not told(brought(files, until=dt.date(2024, 3, 5)))


def test_files_that_number_their_orders_alike_are_not_weighed(brought, monkeypatch) -> None:
    asked = []
    weighed = differing.weighed
    monkeypatch.setattr(differing, "weighed", lambda *a: asked.append(a) or weighed(*a))
    files = {f"D{n}.csv": HEAD + f"1,2024-03-05,D{n},P1,{n},10\n" for n in range(6)}
    assert not told(brought(files))
    assert not asked


def test_an_order_moved_to_a_day_of_one_file_alone_is_told_of(brought) -> None:
    moved = MARCH.replace("A27,2024-03-28", "A27,2024-04-01")
    (one,) = told(brought({"3月.csv": MARCH, "3月_v2.csv": moved}))
    assert (one.documents, one.first_lines, one.second_lines) == (1, 1, 1)
    assert (one.first, one.second, one.example) == ("3月.csv", "3月_v2.csv", "A27")
    assert one.first_amount == one.second_amount == Decimal(270)


def test_an_order_moved_beyond_the_last_day_asked_for_counts_once_and_is_not_told_of(
    brought,
) -> None:
    moved = MARCH.replace("A27,2024-03-28", "A27,2024-04-01")
    assert not told(brought({"3月.csv": MARCH, "3月_v2.csv": moved}, until=dt.date(2024, 3, 31)))


def test_moved_and_changed_orders_of_two_files_are_told_together(brought) -> None:
    again = MARCH.replace("A27,2024-03-28", "A27,2024-04-01").replace(",5,50", ",6,60")
    (one,) = told(brought({"3月.csv": MARCH, "3月_v2.csv": again}))
    assert (one.documents, one.first_amount, one.second_amount) == (2, 320, 330)


def test_a_standing_order_under_one_number_each_month_is_not_told_of(brought) -> None:
    march = HEAD + "".join(f"A{n},2024-03-{n:02},D1,P1,1,10\n" for n in range(1, 29))
    april = march.replace("2024-03", "2024-04") + "B1,2024-03-05,D1,P1,1,10\n"
    assert not told(brought({"3月.csv": march, "4月.csv": april}))


def test_a_mended_line_that_another_file_has_otherwise_is_told_of(brought) -> None:
    refused = LINES.replace("A2,2024-03-06,D2,P1,", "A2,2024-03-06,D2,P1,x")
    fed_back = (
        "单据编号,日期,客户编码,商品编码,数量,金额,file,sheet,row,reasons_zh,reasons_en\n"
        "A2,2024-03-06,D2,P1,7,777,b.csv,,3,,\n"
    )
    files = {"a.csv": LINES, "b.csv": refused}
    assert not told(brought(files))
    (one,) = told(brought({**files, "q.csv": fed_back}))
    assert (one.documents, one.example, one.second_amount) == (1, "A2", 777)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("三月份全部出库明细.csv", "更正.csv"),
        ("3月.csv", "3月_v2.csv"),
        ("3月.csv", "3月 出库.csv"),
    ],
)
def test_the_file_that_is_called_a_correction_is_advised_as_the_later(
    brought, first: str, second: str
) -> None:
    changed = MARCH.replace(",5,50", ",6,60")
    (one,) = told(brought({first: MARCH, second: changed}))
    assert (one.first, one.second) == (first, second)
