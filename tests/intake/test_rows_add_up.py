"""Whatever the files hold, every row is kept, refused, or counted in another file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steelyard.intake import read

HEADERS = ("单据编号", "日期", "客户编码", "商品编码", "数量", "金额", "单据类型", "备注")
CELLS = {
    "单据编号": ["A1", "A2", "Ａ1", "合计", "", "小计", "1.0", "制单人：张三"],
    "日期": ["2024-03-05", "2024/3/6", "20240307", "2024年3月", "45360", "1900-01-01", "2999-01-01", "", "x",
             "合计"],
    "客户编码": ["D1", "D2", " D1", "", "NULL", "Ｄ2"],
    "商品编码": ["P1", "P2", "", "-"],
    "数量": ["1", "1,200", "(5)", "12,0OO", "", "5箱", "1e400", "NaN", "-3"],
    "金额": ["10", "¥10", "1.2万", "#REF!", "", "9" * 30, "十"],
    "单据类型": ["销售", "退货", "", "?"],
    "备注": ["", "以上含税", "a\nb", '"', "，", "\u3000", "x,y"],
}  # fmt: skip
LINE = st.tuples(*(st.sampled_from(CELLS[header]) for header in HEADERS))
SOUND = ("Z1", "2024-03-05", "D1", "P1", "1", "1", "", "")


def as_csv(lines: list[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([HEADERS, *lines])
    return text.getvalue()


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    files=st.lists(st.lists(LINE, max_size=12), min_size=1, max_size=3),
    junk=st.booleans(),
    uncoded=st.sets(st.integers(0, 2)),
)
def test_kept_and_refused_and_counted_once_are_all_rows(
    tmp_path_factory: pytest.TempPathFactory,
    files: list[list[tuple[str, ...]]],
    junk: bool,
    uncoded: set[int],
) -> None:
    root = tmp_path_factory.mktemp("in")
    total = 0
    for number, lines in enumerate(files):
        whole = [SOUND, *lines]
        if number in uncoded:  # a product column without one entry
            whole = [(*line[:3], "", *line[4:]) for line in whole]
        text = as_csv(whole)
        total += 1 + len(lines)
        if junk:
            text += "a,b,c,d,e,f,g,h,i,j\n备注：以上含税\n"
            total += 2
        (root / f"{number}.csv").write_text(text, encoding="utf-8")
    check(root, tmp_path_factory.mktemp("work"), total)


def check(root: Path, work: Path, total: int) -> None:
    intake = read(root, work=work)
    found = intake.tables["sell_in"]
    assert found.rows_read == total
    assert found.rows_kept + found.rows_quarantined + found.counted_once == found.rows_read
    kept = intake.connection.execute("select count(*) from sell_in").fetchall()[0][0]
    refused = intake.quarantine("sell_in")
    assert kept == found.rows_kept
    assert refused.num_rows == found.rows_quarantined
    assert all(refused["reasons_zh"].to_pylist()) and all(refused["reasons_en"].to_pylist())
    nulls = "dealer_id is null or order_id is null or order_date is null or amount is null"
    assert not intake.connection.execute(f"select 1 from sell_in where {nulls}").fetchall()
    intake.connection.close()
