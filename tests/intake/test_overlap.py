"""Lines that stand in two files count once; lines that only look alike count as they are."""

from __future__ import annotations

from .conftest import LINES

STOCK = "库存日期,经销商编码,商品编码,库存数量\n"
SELL_OUT = "上报日期,经销商编码,商品编码,终端销量\n"


def account(intake, table: str = "sell_in"):
    found = intake.tables[table]
    assert found.rows_kept + found.rows_quarantined + found.counted_once == found.rows_read
    return found


def test_equal_lines_of_one_file_are_two_lines(brought) -> None:
    found = account(brought({"a.csv": LINES + LINES.split("\n", 1)[1]}))
    assert (found.rows_kept, found.counted_once, found.duplicates) == (4, 0, 2)


def test_equal_sales_without_a_document_number_are_two_sales(brought) -> None:
    one = SELL_OUT + "".join(f"2024-03-0{day},D1,P1,{day}\n" for day in range(1, 9))
    other = SELL_OUT + "".join(
        f"2024-03-0{day},D1,P1,{9 if day > 1 else 1}\n" for day in range(1, 9)
    )
    found = account(
        brought({"sell_in.csv": LINES, "甲店流向.csv": one, "乙店流向.csv": other}), "sell_out"
    )
    assert found.counted_once == 0


def test_files_that_share_no_order_lose_nothing(brought) -> None:
    north = LINES.replace("A", "N")
    assert account(brought({"south.csv": LINES, "north.csv": north})).rows_kept == 4


def test_the_same_lines_in_two_files_count_once(brought, rows) -> None:
    more = LINES + "A3,2024-03-07,D1,P1,1,1\n"
    intake = brought({"一季度.csv": LINES, "全年.csv": more})
    found = account(intake)
    assert (found.rows_read, found.rows_kept, found.counted_once) == (5, 3, 2)
    assert rows(intake, "select order_id from sell_in order by 1") == [("A1",), ("A2",), ("A3",)]


def test_a_line_counts_as_often_as_the_file_that_has_it_most(brought) -> None:
    twice = LINES + "A2,2024-03-06,D2,P1,20,200\n"
    found = account(brought({"a.csv": LINES, "b.csv": twice, "c.csv": LINES}))
    assert (found.rows_read, found.rows_kept) == (7, 3)


def test_another_layout_of_the_same_lines_counts_once(brought) -> None:
    other = (
        "客户编码,客户名称,单号,商品编码,价税合计,数量,日期\n"
        'Ｄ1,甲,A1,P1,"¥100.00",10,2024年3月5日\nD2,乙,A2,P1,200,20,20240306\n'
    )
    assert account(brought({"a.csv": LINES, "b.csv": other})).counted_once == 2


def test_refused_lines_in_two_files_are_refused_once(brought) -> None:
    bad = LINES + "A3,2024-03-06,,P1,1,1\n"
    intake = brought({"a.csv": bad, "b.csv": bad})
    found = account(intake)
    assert (found.rows_kept, found.rows_quarantined, found.counted_once) == (2, 1, 3)
    assert intake.quarantine("sell_in").num_rows == 1
    assert [refusal.rows for refusal in found.refusals] == [1]


def test_refused_lines_that_differ_are_each_refused(brought) -> None:
    one, other = LINES + "A3,2024-03-06,D1,P1,x,1\n", LINES + "A3,2024-03-06,D1,P1,y,1\n"
    assert account(brought({"a.csv": one, "b.csv": other})).rows_quarantined == 2


def test_a_stock_list_sent_twice_counts_once(brought) -> None:
    march = STOCK + "".join(f"2024-03-31,D1,P{n},{n}\n" for n in range(20))
    april = march + "".join(f"2024-04-30,D1,P{n},{n}\n" for n in range(20))
    found = account(brought({"sell_in.csv": LINES, "3月.csv": march, "4月.csv": april}), "stock")
    assert (found.rows_kept, found.counted_once) == (40, 20)
