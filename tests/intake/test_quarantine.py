"""Refused rows as they came, and what happens when they are corrected and fed back."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from .conftest import LINES

OWN = ["file", "sheet", "row", "reasons_zh", "reasons_en"]
BAD = LINES + "A3,2024-03-07,D1,P1,5箱,50\nA4,2024-03-08,,P1,5,50\n"


def test_nothing_refused_is_an_empty_table_with_its_columns(brought) -> None:
    refused = brought({"a.csv": LINES}).quarantine("sell_in")
    assert refused.num_rows == 0
    assert refused.column_names == OWN


def test_rows_stand_as_they_came(brought) -> None:
    text = "备注,单据编号,日期,客户编码,数量,金额\n 急 ,Ａ1,2024/3/5,D1,５箱,¥100\n,A2,2024-03-06,D1,1,1\n"
    refused = brought({"a.csv": text}).quarantine("sell_in")
    assert refused.column_names == ["备注", "单据编号", "日期", "客户编码", "数量", "金额", *OWN]
    (row,) = refused.to_pylist()
    assert (row["单据编号"], row["日期"], row["数量"], row["金额"]) == (
        "Ａ1",
        "2024/3/5",
        "５箱",
        "¥100",
    )
    assert (row["file"], row["row"]) == ("a.csv", 2)
    assert "请只写数字" in row["reasons_zh"] and "write the number alone" in row["reasons_en"]


def test_corrected_rows_are_read_again(brought, folder, rows) -> None:
    root = folder({"a.csv": BAD})
    refused = brought(root).quarantine("sell_in").to_pandas()
    refused["数量"] = refused["数量"].str.replace("箱", "")
    refused.loc[refused["单据编号"] == "A4", "客户编码"] = "D2"
    refused.to_csv(root / "改正.csv", index=False)
    intake = brought(root)
    assert rows(intake, "select order_id, quantity from sell_in order by 1")[2:] == [
        ("A3", 5),
        ("A4", 5),
    ]
    assert intake.tables["sell_in"].rows_quarantined == 2  # the old ones still stand in a.csv
    assert intake.tables["sell_in"].unknown_headers == ()


def test_rows_fed_back_uncorrected_count_once(brought, folder) -> None:
    root = folder({"a.csv": BAD})
    pq.write_table(brought(root).quarantine("sell_in"), root / "sell_in.parquet")
    found = brought(root).tables["sell_in"]
    assert (found.rows_read, found.rows_kept, found.rows_quarantined, found.counted_once) == (
        6,
        2,
        2,
        2,
    )


def test_a_correction_beside_its_mended_source_is_no_second_correction(brought, folder) -> None:
    root = folder({"a.csv": BAD})
    refused = brought(root).quarantine("sell_in").to_pandas()
    refused["数量"] = refused["数量"].str.replace("箱", "")
    refused.to_csv(root / "改正.csv", index=False)
    (root / "a.csv").write_text(BAD.replace("箱", ""), "utf-8")
    found = brought(root).tables["sell_in"]
    assert (found.counted_once, found.corrected_twice) == (2, 0)


def test_a_row_corrected_twice_is_told_as_that(brought, folder) -> None:
    root = folder({"a.csv": BAD})
    refused = brought(root).quarantine("sell_in").to_pandas()
    refused["数量"] = refused["数量"].str.replace("箱", "")
    refused.to_csv(root / "改正1.csv", index=False)
    refused.iloc[:1].to_csv(root / "改正2.csv", index=False)
    found = brought(root).tables["sell_in"]
    assert found.rows_kept + found.rows_quarantined + found.counted_once == found.rows_read
    # A4 is not mended: it stands in a.csv and in 改正1.csv, which is an overlap.
    assert (found.rows_kept, found.counted_once, found.corrected_twice) == (3, 2, 1)


def test_rows_of_two_layouts_are_fed_back_together(brought, folder, rows) -> None:
    other = "订单号,发货日期,客户编号,SKU,发货量,价税合计\nB1,2024-03-09,D3,P1,x,10\n"
    root = folder({"a.csv": BAD, "b.csv": other})
    table = brought(root).quarantine("sell_in")
    assert {"单据编号", "订单号"} <= set(table.column_names)
    mended = table.to_pandas()
    mended["发货量"] = mended["发货量"].replace("x", "7")
    mended.to_csv(root / "改正.csv", index=False)
    intake = brought(root)
    assert rows(intake, "select quantity, amount from sell_in where order_id = 'B1'") == [(7, 10)]


def test_totals_and_notes_put_back_untouched_are_no_rows_to_mend(brought, folder) -> None:
    other = "区域,业务员,备注,订单号,发货日期,客户编号,SKU,发货量,价税合计\n"
    other += "东,张,,B1,2024-03-09,D3,P1,7,10\n合计,,,,,,,7,10\n制单人：张三,,,,,,,,\n"
    last = "合计,,,,30,300\n制单人：李四,,,,,\n"
    root = folder({"a.csv": other, "b.csv": LINES + last})
    before = brought(root)
    before.quarantine("sell_in").to_pandas().to_csv(root / "改正.csv", index=False)
    table, again = before.tables["sell_in"], brought(root).tables["sell_in"]
    assert (table.rows_to_mend, table.rows_kept, table.rows_quarantined) == (0, 3, 4)
    assert (again.rows_to_mend, again.rows_kept) == (0, 3)


def test_rows_that_were_no_cells_keep_their_text(brought) -> None:
    intake = brought({"a.csv": LINES + "A3,2024-03-07,D1,P1,1,1,1,1\n"})
    (row,) = intake.quarantine("sell_in").to_pylist()
    assert row["raw"] == "A3,2024-03-07,D1,P1,1,1,1,1"
    assert row["row"] == 4 and row["reasons_zh"] and row["reasons_en"]
    assert intake.tables["sell_in"].refusals[0].rows == 1


def test_headers_that_are_blank_or_alike_keep_their_cells(brought) -> None:
    text = (
        "单据编号,日期,客户编码,数量,金额,备注,备注,\n1,x,D1,1,1,甲,乙,丙\n2,2024-01-01,D1,1,1,,,\n"
    )
    (row,) = brought({"a.csv": text}).quarantine("sell_in").to_pylist()
    assert (row["备注"], row["备注#2"]) == ("甲", "乙")
    assert "丙" in row.values()


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("9223372036854775807", "too large to be meant"),
        ("12O", "replace the letters O"),
        ("l2", "replace the letters O"),
        ("O", "write a number"),
        ("1.2.3", "write a number"),
    ],
)
def test_the_mend_fits_the_number(brought, cell: str, says: str) -> None:
    intake = brought({"a.csv": LINES + f"A3,2024-03-07,D1,P1,1,{cell}\n"})
    assert says in intake.first_refused("sell_in")[0].en
