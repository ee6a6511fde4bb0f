"""The quarantine, out and in again: untouched it says nothing new, corrected it counts once."""

from __future__ import annotations

import csv
import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steelyard.assessment.quarantine_book import write_quarantine_book
from steelyard.intake import Intake, read
from steelyard.simulation.demo_channel import write_folder

from .conftest import LINES
from .test_rows_add_up import CELLS, HEADERS, LINE, SOUND, as_csv

BAD = LINES + "A3,2024-03-07,D1,P1,5箱,50\nA4,2024-03-08,,P1,5,50\n"
NO_PRODUCT = "单号,单据日期,客户编号,数量,金额\nN1,2024-03-05,D1,1,10\nN2,2024-03-06,D2,x,20\n"
Account = dict[str, object]


def as_book(refused: pa.Table, path: Path) -> None:
    write_quarantine_book(refused, path.with_suffix(".xlsx"))


def as_parquet(refused: pa.Table, path: Path) -> None:
    pq.write_table(refused, path.with_suffix(".parquet"))


def as_text(refused: pa.Table, path: Path) -> None:
    """Write what Excel in Chinese Windows saves as CSV."""
    with path.with_suffix(".csv").open("w", encoding="gb18030", newline="") as file:
        rows = [["" if c is None else c for c in row.values()] for row in refused.to_pylist()]
        csv.writer(file).writerows([refused.column_names, *rows])


FORMS = (as_book, as_parquet, as_text)


def accounts(intake: Intake, *, once: bool = False) -> dict[str, Account]:
    """Return what must not change: rows, reasons, money; `once` with the rows counted once."""
    return {
        name: {
            "kept": table.rows_kept,
            "quarantined": table.rows_quarantined,
            "to_mend": table.rows_to_mend,
            "reasons": {(r.key, r.column): r.rows for r in table.refusals},
            "blanked": {(r.key, r.column): r.rows for r in table.blanked},
            "repeats": table.repeats,
            "dates": (table.first_date, table.last_date),
            "rows": values(intake, name),
            **({"once": table.counted_once} if once else {}),
        }
        for name, table in intake.tables.items()
    }


def values(intake: Intake, table: str) -> object:
    query = f"select count(*), bit_xor(hash(columns(*))) from {table}"
    return intake.connection.execute(query).fetchall()


def put_back(intake: Intake, root: Path, write: Callable[[pa.Table, Path], None]) -> int:
    """Put the whole quarantine into the input; return its rows."""
    rows = 0
    for name in intake.tables:
        refused = intake.quarantine(name)
        if refused.num_rows:
            write(refused, root / name)
            rows += refused.num_rows
    return rows


def once(intake: Intake) -> int:
    return sum(table.counted_once for table in intake.tables.values())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Intake]]:
    root = tmp_path_factory.mktemp("demo") / "in"
    write_folder(root)
    intake = read(root, work=tmp_path_factory.mktemp("work"))
    yield root, intake
    intake.connection.close()


@pytest.mark.parametrize("write", FORMS)
def test_the_demo_s_quarantine_says_nothing_new(
    demo: tuple[Path, Intake], brought, tmp_path: Path, write
) -> None:
    root = tmp_path / "again"
    shutil.copytree(demo[0], root)
    rows = put_back(demo[1], root, write)
    again = brought(root)
    assert rows == 16
    assert accounts(again) == accounts(demo[1])
    assert once(again) == once(demo[1]) + rows


def test_each_row_of_the_demo_is_mended_in_its_cells(
    demo: tuple[Path, Intake], brought, tmp_path: Path
) -> None:
    root = tmp_path / "again"
    shutil.copytree(demo[0], root)
    put_back(demo[1], root, as_book)
    mend = {
        "01": ("往来单位编号", "D0001"),
        "02": ("数量（箱）", 100),
        "03": ("单据日期", "2024/2/29"),
        "04": ("金额", 12000),
        "05": ("单据日期", "2024/12/31"),
        "06": ("*含税金额（元）", 1000.5),
        "07": ("*商品编码", "SP101"),
        "08": ("*单据日期", "2025-10-10"),
    }
    book = openpyxl.load_workbook(root / "sell_in.xlsx")
    sheet = book.active
    at = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        cells = [str(sheet.cell(row, column).value) for column in at.values()]
        order = next((c.rsplit("-", 1)[1] for c in cells if c.startswith("XS-手工-")), None)
        if order is not None:
            header, value = mend[order]
            sheet.cell(row, at[header], value)
        elif "D0015" in cells:
            sheet.cell(row, at["单据编号"], "XS-手工-09")
    book.save(root / "sell_in.xlsx")
    before, after = demo[1].tables["sell_in"], brought(root).tables["sell_in"]
    assert after.rows_kept == before.rows_kept + 9
    assert after.rows_to_mend == before.rows_to_mend  # the source is not mended yet
    assert (before.rows_mended, after.rows_mended) == (0, 9)
    assert after.counted_once == before.counted_once + 7  # totals


def test_a_row_of_a_file_without_products_stays_without(brought, folder, rows) -> None:
    root = folder({"a.csv": BAD, "n.csv": NO_PRODUCT})
    refused = brought(root).quarantine("sell_in").to_pandas()
    assert "商品编码" in refused.columns
    refused["数量"] = refused["数量"].replace("x", "2")
    refused.to_csv(root / "改正.csv", index=False)
    intake = brought(root)
    mended = "select dealer_id, product_id, quantity from sell_in where order_id = "
    assert rows(intake, f"{mended} 'N2'") == [("D2", rows(intake, f"{mended} 'N1'")[0][1], 2)]
    assert intake.tables["sell_in"].rows_to_mend == 3
    told = [line.en for line in intake.first_refused("sell_in")]
    assert len(told) == 3 - intake.tables["sell_in"].rows_mended
    assert not any("n.csv" in line for line in told)


def test_a_row_without_product_of_a_file_with_products_stays_refused(brought, folder) -> None:
    root = folder({"a.csv": LINES + "A3,2024-03-07,D1,,5,50\n"})
    put_back(brought(root), root, as_book)
    found = brought(root).tables["sell_in"]
    assert (found.rows_kept, found.rows_to_mend, found.counted_once) == (2, 1, 1)


def test_a_second_quarantine_beside_the_first_adds_nothing(brought, folder) -> None:
    root = folder({"a.csv": BAD, "n.csv": NO_PRODUCT})
    refused = brought(root).quarantine("sell_in").to_pandas()
    refused["数量"] = refused["数量"].str.replace("5箱", "5").replace("x", "y")
    refused.to_csv(root / "一.csv", index=False)
    first = brought(root)
    second = first.quarantine("sell_in")
    as_book(second, root / "二")
    as_parquet(second, root / "三")
    again = brought(root)
    assert accounts(again) == accounts(first)
    assert again.tables["sell_in"].counted_once == 1 + 2 * second.num_rows


def test_one_correction_under_two_names_counts_once(brought, folder) -> None:
    root = folder({"a.csv": BAD})
    refused = brought(root).quarantine("sell_in").to_pandas()
    refused["数量"] = refused["数量"].str.replace("箱", "")
    refused["客户编码"] = refused["客户编码"].fillna("D2")
    mended = pa.Table.from_pandas(refused, preserve_index=False)
    as_book(mended, root / "改正")
    one = accounts(brought(root))
    as_text(mended, root / "改正（另存）")
    both = brought(root)
    assert accounts(both) == one
    assert both.tables["sell_in"].corrected_twice == both.tables["sell_in"].counted_once == 2


def test_two_different_corrections_are_told_and_one_counts(brought, folder, rows) -> None:
    root = folder({"a.csv": BAD})
    refused = brought(root).quarantine("sell_in").to_pandas()
    for name, quantity in (("改正1.csv", "5"), ("改正2.csv", "50")):
        refused.assign(数量=refused["数量"].replace("5箱", quantity)).to_csv(
            root / name, index=False
        )
    intake = brought(root)
    assert rows(intake, "select quantity from sell_in where order_id = 'A3'") == [(5,)]
    assert told(intake) == 1
    (row,) = [r for r in intake.quarantine("sell_in").to_pylist() if r["数量"] == "50"]
    assert (row["file"], row["row"]) == ("a.csv", 4)
    assert "改正2.csv, row 2: this row is mended differently" in row["reasons_en"]


def told(intake: Intake) -> int:
    return sum(r.rows for r in intake.tables["sell_in"].refusals if r.key == "corrected_otherwise")


def test_a_source_mended_otherwise_counts_and_the_correction_is_told(brought, folder, rows) -> None:
    root = folder({"a.csv": BAD})
    refused = brought(root).quarantine("sell_in").to_pandas()
    refused["数量"] = refused["数量"].replace("5箱", "50")
    refused.to_csv(root / "改正.csv", index=False)
    (root / "a.csv").write_text(BAD.replace("箱", "").replace("08,,", "08,D2,"), "utf-8")
    intake = brought(root)
    found = intake.tables["sell_in"]
    assert rows(intake, "select quantity from sell_in order by order_id") == [
        (10,),
        (20,),
        (5,),
        (5,),
    ]
    assert (told(intake), found.rows_to_mend, found.counted_once) == (1, 1, 1)


def test_a_mended_line_equal_to_another_of_its_file_counts_beside_it(brought, folder) -> None:
    root = folder({"a.csv": LINES + "A2,2024-03-06,D2,P1,20箱,200\n"})
    refused = brought(root).quarantine("sell_in").to_pandas()
    refused["数量"] = refused["数量"].str.replace("箱", "")
    refused.to_csv(root / "改正.csv", index=False)
    assert brought(root).tables["sell_in"].rows_kept == 3


def test_a_source_mended_and_moved_does_not_count_twice(brought, folder) -> None:
    root = folder({"a.csv": BAD})
    refused = brought(root).quarantine("sell_in").to_pandas()
    refused["数量"] = refused["数量"].str.replace("箱", "")
    refused.head(1).to_csv(root / "改正.csv", index=False)
    head, first, *others = BAD.replace("箱", "").splitlines()
    (root / "a.csv").write_text("\n".join([head, *others[1:], others[0], first]) + "\n", "utf-8")
    found = brought(root).tables["sell_in"]
    assert (found.rows_kept, found.counted_once) == (3, 1)


@pytest.mark.parametrize("write", FORMS)
def test_rows_that_were_no_cells_come_back_as_they_are(brought, folder, write) -> None:
    root = folder({"a.csv": BAD + "A5,2024-03-07,D1,P1,1,1,1,1\nA6,2024-03-09\n备注：急\n"})
    before = brought(root)
    rows = put_back(before, root, write)
    after = brought(root)
    assert accounts(after) == accounts(before)
    assert once(after) == rows == 5


def test_a_row_that_was_no_cells_is_mended_in_its_cells(brought, folder, rows) -> None:
    root = folder({"a.csv": BAD + "A5,2024-03-07,D1,P1,1,1,1,1\n"})
    refused = brought(root).quarantine("sell_in").to_pandas()
    raw = refused["raw"].notna()
    for header, cell in zip(HEADERS[:6], ["A5", "2024-03-07", "D1", "P1", "1", "11"], strict=True):
        refused.loc[raw, header] = cell
    refused.to_csv(root / "改正.csv", index=False)
    assert rows(brought(root), "select amount from sell_in where order_id = 'A5'") == [(11,)]


def test_rows_of_a_parquet_folder_a_query_and_two_row_headers(brought, folder) -> None:
    query = "select _file, _row, 单号 as order_id, 日 as order_date, 户 as dealer_id,"
    query += " 额 as amount, 1 as quantity"
    root = folder(
        {
            "steelyard.toml": f'[tables.sell_in]\nquery = """{query} from "erp.csv" """\n'
            '[tables.stock]\nfiles = ["stock"]\n',
            "erp.csv": "单号,日,户,额\nA1,2024-03-05,D1,10\nA2,never,D1,10\nA3,2024-03-06,D1\n",
        }
    )
    (root / "stock").mkdir()
    for n, dealer in enumerate(["D1", ""]):
        table = {
            "盘点日期": ["2024-03-31"],
            "经销商编码": [dealer],
            "商品编码": ["P1"],
            "库存数量": [5.0],
        }
        pq.write_table(pa.table(table), root / "stock" / f"{n}.parquet")
    book = openpyxl.Workbook()
    book.active.append(["客户信息", None, "上报", None, None])
    book.active.append(["编码", "名称", "日期", "商品编码", "终端销量"])
    book.active.append(["D1", "甲", "2024-03-05", "P1", 5])
    book.active.append(["D1", "甲", "待定", "P1", 5])
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("C1:E1")
    book.save(root / "sell_out.xlsx")
    before = brought(root)
    assert {n: t.rows_to_mend for n, t in before.tables.items()} == {
        "sell_in": 2,
        "sell_out": 1,
        "stock": 1,
    }
    for write in FORMS:
        for name in before.tables:
            write(before.quarantine(name), root / f"back_{name}")
    after = brought(root)
    assert accounts(after) == accounts(before)
    assert once(after) == 3 * 4


def test_edits_of_a_spreadsheet_do_not_hide_a_row(brought, folder) -> None:
    """Rows deleted and sorted, columns deleted, cells made numbers and dates."""
    more = "备注,单据编号,日期,客户编码,商品编码,数量,金额,类别\n"
    more += ",B1,2024/3/5,1001,P1,5箱,50.00,\n,B2,2024/3/6,1002,P1,6箱,60.50,甲\n,B3,2024/3/7,1003,P1,7,,\n"
    root = folder({"a.csv": BAD, "b.csv": more})
    before = brought(root)
    refused = before.quarantine("sell_in").to_pandas()
    refused = refused.drop(columns=["类别", "reasons_zh", "reasons_en"])[::-1].iloc[:4]
    book = openpyxl.Workbook()
    book.active.append(list(refused.columns))
    for row in refused.astype(object).where(refused.notna(), None).to_dict("records"):
        row |= {"金额": float(row["金额"]) if row["金额"] else None}
        row |= {
            "客户编码": int(row["客户编码"])
            if (row["客户编码"] or "D").isdigit()
            else row["客户编码"]
        }
        if "/" in row["日期"]:
            row["日期"] = dt.date(*map(int, row["日期"].split("/")))
        book.active.append(list(row.values()))
    book.save(root / "改过.xlsx")
    after = brought(root)
    assert accounts(after) == accounts(before)
    assert once(after) == 4


def test_ids_that_look_like_numbers_are_read_as_in_their_source(brought, folder) -> None:
    root = folder({"a.csv": LINES + "1.0,2024-03-07,D1,P1,1,x\n"})
    orders = {"单号": [1.0, 2.0], "日期": ["2024-04-05"] * 2, "客户编码": [13085.0, 13086.0]}
    cells = {**orders, "数量": ["1", "二"], "金额": [1.5, 2.5]}
    pq.write_table(pa.table(cells), root / "b.parquet")
    before = brought(root)
    put_back(before, root, as_book)
    after = brought(root)
    assert accounts(after) == accounts(before)
    assert once(after) == before.tables["sell_in"].rows_to_mend == 2


OTHER = ("订单号", "下单日期", "客户代码", "件数", "销售金额", "说明")
"""Headers of a file without products, in another layout."""


@settings(
    deadline=None,
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    files=st.lists(st.lists(LINE, max_size=8), min_size=1, max_size=2),
    other=st.lists(st.tuples(*(st.sampled_from(CELLS[h]) for h in HEADERS[:3] + HEADERS[4:6] + HEADERS[7:])), max_size=5),
    junk=st.booleans(),
    form=st.sampled_from(FORMS),
)  # fmt: skip
def test_whatever_is_refused_may_be_put_back(
    tmp_path_factory: pytest.TempPathFactory, files, other, junk: bool, form
) -> None:
    root = tmp_path_factory.mktemp("in")
    for number, lines in enumerate(files):
        text = as_csv([SOUND, *lines]) + ("a,b,c,d,e,f,g,h,i,j\n备注：以上含税\n" if junk else "")
        (root / f"{number}.csv").write_text(text, encoding="utf-8")
    sound = ("Y1", "2024-03-05", "D1", "1", "1", "")
    with (root / "other.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([OTHER, sound, *other])
    before = read(root, work=tmp_path_factory.mktemp("work"))
    rows = put_back(before, root, form)
    after = read(root, work=tmp_path_factory.mktemp("work"))
    assert accounts(after) == accounts(before)
    assert once(after) == once(before) + rows
    before.connection.close()
    after.connection.close()


def test_a_correction_whose_place_holds_another_document_now_counts_once(brought, rows) -> None:
    head = "单据编号,日期,客户编码,商品编码,数量,金额"
    anew = f"{head}\nA1,2024-03-05,D1,P1,1,10\nA7,2024-03-05,D1,P2,5,x\nA1,2024-03-05,D1,P2,5,50\n"
    back = f"{head},file,sheet,row\nA1,2024-03-05,D1,P2,5,50,旧.csv,,3\n"
    intake = brought({"旧.csv": anew, "q.csv": back})
    assert rows(intake, "select sum(amount)::int from sell_in") == [(60,)]
    assert intake.tables["sell_in"].counted_once == 1
