"""A table made by SQL: what it may read, and what it may not."""

from __future__ import annotations

import os

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from steelyard.intake import InputUnusable

from .conftest import LINES

ORDERS = "no,day,dealer\n1,2024-03-05,D1\n2,2024-03-06,D2\n"
ITEMS = "no,sku,pieces,price\n1,P1,2,5\n1,P2,1,7.5\n2,P1,3,5\n"
JOINED = """select o.no as order_id, o.day as order_date, o.dealer as dealer_id, i.sku,
            i.pieces as quantity, i.pieces::int * i.price::decimal(9,2) as amount{more}
            from 'orders.csv' o join 'items.csv' i using (no)"""


def with_query(query: str, **files: str) -> dict[str, str]:
    toml = f"[tables.sell_in]\nquery = '''{query}'''\n"
    texts = {f"{name}.csv": text for name, text in files.items()}
    return {"orders.csv": ORDERS, "items.csv": ITEMS, "steelyard.toml": toml} | texts


def complaint(brought, query: str, **files: str) -> str:
    with pytest.raises(InputUnusable) as error:
        brought(with_query(query, **files))
    return error.value.speak("en")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("drop table x", "SELECT"),
        ("select 1; select 2", "must be one SELECT"),
        ("select * from read_csv('/etc/passwd')", "may not use read_csv"),
        ("select * from read_text('items.csv')", "may not use read_text"),
        ("select * from glob('/*')", "may not use glob"),
        ("select * from duckdb_settings()", "may not use duckdb_settings"),
        ("select * from query('select 1')", "may not use query"),
        ("select * from '/etc/passwd'", "/etc/passwd, which is not in the folder"),
        ("select * from duckdb_tables", "duckdb_tables, which is not in the folder"),
        ("select * from (describe 'items.csv')", "may not use"),
        ("select getenv('HOME') as a", "may not use getenv"),
        ("select random() as a from 'items.csv'", "may not use random"),
        ("select nothing from 'items.csv'", "nothing"),
        ("select sku from 'items.csv'", "lacks (or repeats) required columns"),
        ("select 金额 from", "cannot be run"),
        ("select a.no, b.no as 金额, 1 as amount from 'items.csv' a join 'orders.csv' b using (no)",
         "required columns"),
    ],
)  # fmt: skip
def test_what_a_query_may_not_do(brought, query: str, says: str) -> None:
    assert says in complaint(brought, query)


def test_the_connection_reaches_nothing_outside(brought, tmp_path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    intake = brought({"a.csv": LINES})
    with pytest.raises(Exception, match="disabled by configuration"):
        intake.connection.execute(f"select * from read_csv('{secret}')")
    with pytest.raises(Exception, match="disabled by configuration"):
        intake.connection.execute(f"copy sell_in to '{tmp_path / 'out.csv'}'")


def test_two_files_are_joined(brought, rows) -> None:
    intake = brought(with_query(JOINED.format(more="")))
    assert rows(intake, "select order_id, product_id, amount from sell_in order by 1, 2") == [
        ("1", "P1", 10), ("1", "P2", 7.5), ("2", "P1", 15),
    ]  # fmt: skip
    account = intake.tables["sell_in"]
    assert account.files == ("steelyard.toml",)
    assert account.rows_read == 3
    assert intake.unused == ()  # the files were used by the query


def test_a_row_keeps_its_place_where_the_query_hands_it_on(brought, rows) -> None:
    files = with_query(JOINED.format(more=", i._file, i._row"), items=ITEMS + "2,P9,x,1\n")
    files["steelyard.toml"] = (
        files["steelyard.toml"]
        .replace("::int", "::int")
        .replace("i.pieces::int * i.price::decimal(9,2)", "i.price")
    )
    intake = brought(files)
    (refused,) = intake.quarantine("sell_in").to_pylist()
    assert (refused["file"], refused["row"], refused["sheet"]) == ("items.csv", 5, None)


def test_patterns_sheets_and_with_are_understood(brought, rows) -> None:
    query = """with l as (select * from 'lines_*.csv')
               select 单据编号, 日期, 客户编码, 商品编码, 数量, 金额, _file, _row from l"""
    april = LINES.replace("-03-", "-04-").replace("A", "B")
    intake = brought(with_query(query, lines_3=LINES, lines_4=april))
    assert rows(intake, "select count(*), count(distinct _file) from sell_in") == [(4, 2)]


def test_parquet_files_of_one_schema_are_one_scan_and_others_join_in(brought, rows, folder) -> None:
    """Rows keep their file and number there, whichever scan they came through."""
    root = folder({})
    for name, first, amount in (
        ("lines_1", "A", [1.0, 2.0]),
        ("lines_2", "B", [3.0, 4.0]),
        ("lines_3", "C", [5, 6]),
    ):
        lines = {
            "no": [f"{first}1", f"{first}2"],
            "day": ["2024-03-05", "2024-03-06"],
            "dealer": ["D1", "D2"],
            "amount": amount,
        }
        pq.write_table(pa.table(lines), root / f"{name}.parquet")
    query = """select no as order_id, day as order_date, dealer as dealer_id, 1 as quantity,
               amount, _file, _row from 'lines_*.parquet'"""
    (root / "steelyard.toml").write_text(f"[tables.sell_in]\nquery = '''{query}'''\n")
    intake = brought(root)
    found = rows(intake, "select _file, _row, order_id from sell_in order by all")
    assert found == [
        (f"lines_{n}.parquet", row, f"{first}{row}")
        for n, first in ((1, "A"), (2, "B"), (3, "C"))
        for row in (1, 2)
    ]
    scans = rows(intake, "select sql from duckdb_views() where view_name = 'lines_*.parquet'")
    assert scans[0][0].count("sheet_") == 2


def test_an_overlap_within_a_query_counts_once(brought, rows) -> None:
    query = "select 单据编号, 日期, 客户编码, 数量, 金额, _file, _row from 'lines_*.csv'"
    intake = brought(with_query(query, lines_3=LINES, lines_4=LINES))
    assert intake.tables["sell_in"].counted_once == 2
    assert rows(intake, "select count(*) from sell_in") == [(2,)]


def test_rows_that_could_not_be_split_belong_to_the_account(brought) -> None:
    broken = LINES + 'A3,2024-03-07,"D1,P1,1,1\n'
    query = "select 单据编号, 日期, 客户编码, 数量, 金额 from 'broken.csv'"
    account = brought(with_query(query, broken=broken)).tables["sell_in"]
    assert account.rows_read == 3
    assert account.rows_kept + account.rows_quarantined == 3
    assert account.rows_quarantined == 1


def test_other_tables_may_use_the_same_file(brought) -> None:
    query = "select 单据编号, 日期, 客户编码, 数量, 金额 from 'lines.csv' l semi join 'products.csv' p on l.商品编码 = p.商品编码"
    intake = brought(with_query(query, lines=LINES, products="商品编码,商品名称\nP1,酒\nP2,茶\n"))
    assert sorted(intake.tables) == ["products", "sell_in"]


def test_corrected_rows_are_taken_beside_a_query(brought, rows) -> None:
    fed = "单据编号,日期,客户编码,数量,金额,file,sheet,row,reasons_zh,reasons_en\nA9,2024-05-01,D1,1,1,x,,3,原因,why\n"
    query = "select 单据编号, 日期, 客户编码, 数量, 金额 from 'lines.csv'"
    intake = brought(with_query(query, lines=LINES, corrected=fed))
    assert rows(intake, "select count(*) from sell_in") == [(3,)]
    assert intake.tables["sell_in"].unknown_headers == ()


def test_a_query_without_end_is_stopped(brought, monkeypatch) -> None:
    monkeypatch.setattr("steelyard.intake.query.LONGEST_SECONDS", 0.5)
    endless = "with recursive t(n) as (select 1 union all select n + 1 from t) select n from t"
    assert "did not end within" in complaint(brought, f"select count(*) as x from ({endless})")


ALL_PARQUET = """[tables.sell_in]
query = '''select no as order_id, day as order_date, dealer as dealer_id, 1 as quantity, amount,
_file, _row from '*.parquet' '''
"""


def _lines(root, **amounts: float) -> None:
    for name, amount in amounts.items():
        _line(root / f"{name}.parquet", name, amount)


def _line(path, order: str, amount: float) -> None:
    line = {"no": [order], "day": ["2024-03-05"], "dealer": ["D1"], "amount": [amount]}
    pq.write_table(pa.table(line), path)


def test_a_folder_above_the_input_gives_no_column(brought, rows, tmp_path) -> None:
    root = tmp_path / "amount=7" / "in"
    root.mkdir(parents=True)
    _lines(root, a=1.0, b=2.0)
    (root / "steelyard.toml").write_text(ALL_PARQUET)
    intake = brought(root)
    assert rows(intake, "select _file, amount from sell_in order by all") == [
        ("a.parquet", 1), ("b.parquet", 2),
    ]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_signs_of_a_pattern_in_a_file_name_are_letters(brought, rows, folder) -> None:
    root = folder({"steelyard.toml": ALL_PARQUET})
    names = ("a[1]", "a1", "b?", "bx", "c*", "cz", "d\\e", "{f,g}", "h%20")
    for number, name in enumerate(names):
        _line(root / f"{name}.parquet", str(number), number + 1.0)
    intake = brought(root)
    found = rows(intake, "select _file, amount from sell_in order by amount")
    assert found == [(f"{name}.parquet", n + 1) for n, name in enumerate(names)]


@pytest.mark.parametrize("join", ["join", "left join"])
def test_a_place_that_is_not_one_row_s_own_loses_no_row(brought, rows, join: str) -> None:
    """Order 1's place stands with each of its lines; order 3 has none."""
    days = "".join(f"1,2024-03-{day:02d},P{day},2,5\n" for day in range(1, 20))
    items = f"no,day,sku,pieces,price\n{days}1,1999-01-01,P1,3,5\n1,2024-03-05,P2,x,5\n"
    items += "3,2024-03-05,P1,y,5\n2,2024-03-07,P1,3,5\n"
    query = f"""select i.no as order_id, i.day as order_date, o.dealer as dealer_id, i.sku,
                i.pieces as quantity, i.price as amount, o._file, o._row
                from 'items.csv' i {join} 'orders.csv' o using (no)"""
    intake = brought(with_query(query, orders="no,dealer\n1,D1\n2,D2\n", items=items))
    account, refused = intake.tables["sell_in"], intake.quarantine("sell_in")
    assert rows(intake, "select count(*) from sell_in") == [(account.rows_kept,)] == [(20,)]
    assert account.rows_quarantined == refused.num_rows == account.rows_read - 20
    assert all(refused["reasons_en"].to_pylist())


def test_columns_of_a_file_called_file_and_row_are_no_place(brought, folder, rows) -> None:
    query = "select * from 'a.parquet'"
    root = folder({"steelyard.toml": f'[tables.sell_in]\nquery = "{query}"\n'})
    head, *lines = [line.split(",") for line in LINES.splitlines()]
    columns = {
        name: list(cells) for name, cells in zip(head, zip(*lines, strict=True), strict=True)
    }
    own = {"_file": ["x", "y"], "_ROW": [7, 9]}
    pq.write_table(pa.table(columns | own), root / "a.parquet")
    intake = brought(root)
    assert rows(intake, "select _file, _row from sell_in order by 2") == [
        ("a.parquet", 1),
        ("a.parquet", 2),
    ]
    assert intake.tables["sell_in"].sheets[0].unknown_headers == ("_file#2", "_ROW#2")
