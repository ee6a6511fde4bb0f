"""A Chinese order export of 200,000 lines, as an ERP writes it, and two ways to read it.

A title stands above the header, a total below; dates, quantities and amounts are cells of
their own types; return documents carry positive figures and a return type.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random

import pyarrow as pa
import xlsxwriter
from python_calamine import CalamineWorkbook

from steelyard import check

LINES = 200_000
HEADER = (
    "单据编号", "单据日期", "单据类型", "客户编码", "客户名称", "商品编码", "商品名称", "规格型号",
    "单位", "数量（箱）", "含税单价", "价税合计", "业务员", "备注",
)  # fmt: skip


def write(path: Path) -> None:
    """Write the workbook; the same bytes of content every time."""
    chance = Random(2024)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    day, sheet = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_worksheet("销售出库单列表")
    sheet.write_row(0, 0, ["销售出库单列表（2023-01-01 至 2024-12-31）"])
    sheet.write_row(1, 0, HEADER)
    total = 0.0
    for row in range(2, LINES + 2):
        cells = _line(row, chance)
        sheet.write_row(row, 0, cells[:1])
        sheet.write_datetime(row, 1, cells[1], day)
        sheet.write_row(row, 2, cells[2:])
        total += cells[11]
    sheet.write_row(LINES + 2, 0, ["合计", *[""] * 10, total])
    book.close()


def _line(row: int, chance: Random) -> list:
    order = row // 5
    dealer, product = 1000 + order % 800, chance.randrange(400)
    boxes, price = chance.randrange(1, 200), 20 + product * 0.35
    returned = order % 40 == 0
    return [
        f"XSCK{order:08}", dt.datetime(2023, 1, 1) + dt.timedelta(days=order * 730 // 40_000),
        "销售退货" if returned else "销售出库", f"KH{dealer}", f"{dealer}号商贸有限公司",
        f"SP{product:05}", f"浓香型白酒{product}号", "500ml×6", "箱", boxes, price,
        round(boxes * price, 2), f"业务员{dealer % 30}", "",
    ]  # fmt: skip


def bare(data: Path, work: Path) -> dict[str, pa.Table]:
    """Read all cells with python-calamine and do nothing with them."""
    rows = CalamineWorkbook.from_path(str(data)).get_sheet_by_index(0).to_python()
    assert len(rows) == LINES + 3
    return {}


def ours(data: Path, work: Path) -> dict[str, pa.Table]:
    """Read, map and check it: what `steelyard check` does."""
    check(data)
    return {}
