"""The demo's input folder: the example written as a manufacturer's files really look.

Three years of 进货明细 with three exports' headers, one of them GB18030; June 2025 stands in
two files; totals rows, title rows, thousands separators, codes with blanks or full-width
letters. The example itself is made in the other files of this package.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from steelyard.simulation.demo_channel.bad_rows import BAD_ROWS
from steelyard.simulation.demo_channel.dealers import dealers
from steelyard.simulation.demo_channel.lines import CANCELLATION, RETURN, SALE, Lines, channel
from steelyard.simulation.demo_channel.master_files import write_master_files
from steelyard.simulation.demo_channel.products import PRODUCTS
from steelyard.simulation.demo_channel.seasons import FIRST_DAY, day_of
from steelyard.simulation.demo_channel.sheets import (
    Cell,
    Page,
    in_words,
    with_thousands,
    write_csv,
    write_workbook,
)

COMPANY = "衡星酒业"
_KIND = {SALE: "销售出库", RETURN: "销售退货", CANCELLATION: "红字冲销"}
_PREFIX = {SALE: "XS", RETURN: "XT", CANCELLATION: "XC"}
_SETTINGS = f"""# 本文件可以没有；它只是给报告一个抬头和金额单位。
# This file is optional: it gives the report its head and the unit of its amounts.

[settings]
company = "{COMPANY}"
currency = "元"
"""
WriteDate = Callable[[dt.date], Cell]


def write_folder(folder: Path) -> list[Path]:
    """Write the example into `folder` (made if absent) and return its files, sorted."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_2023(folder / "2023年下半年进货明细.xlsx")
    _write_2024(folder / "2024年进货明细(导出).csv")
    _write_2025(folder / "2025年一季度进货明细.xlsx", "2025Q1", (1, 3), in_words)
    _write_2025(folder / "2025年二季度进货明细.xlsx", "2025Q2", (4, 6), _as_it_is)
    _write_2025(folder / "2025年6-9月进货明细.xlsx", "2025Q3", (6, 9), _as_it_is)
    _write_2025(folder / "2025年四季度进货明细.xlsx", "2025Q4", (10, 12), _as_number)
    write_master_files(folder)
    (folder / "steelyard.toml").write_text(_SETTINGS, "utf-8", newline="\n")
    return sorted(path for path in folder.iterdir() if path.is_file())


def _write_2023(path: Path) -> None:
    """Write two sheets, one a quarter; a totals row closes each."""
    header = (
        "录单日期", "单据编号", "单据类型", "往来单位编号", "往来单位全名", "存货编码",
        "数量（箱）", "价税合计", "经手人",
    )  # fmt: skip
    pages = []
    for name, months in (("三季度", (7, 9)), ("四季度", (10, 12))):
        lines = _months_of(2023, *months)
        pages.append(
            Page(
                name,
                header,
                [*_rows(lines, _as_it_is, _plain), *_bad("2023", name == "三季度")],
                totals=("合计", None, None, None, None, None, *_sums(lines), None),
            )
        )
    write_workbook(path, pages)


def _write_2024(path: Path) -> None:
    """Write a whole year out of the old system: GB18030, thousands separators."""
    header = (
        "单据日期", "单据编号", "单据类型", "客户编号", "客户名称", "商品编码", "数量", "金额",
        "业务员",
    )  # fmt: skip
    lines = _months_of(2024, 1, 12)
    rows = [*_rows(lines, _with_slashes, _separated), *_bad("2024")]
    quantity, _ = _sums(lines)
    total = ("合计", "", "", "", "", "", f"{quantity:,}", _separated(lines.amount_fen.sum()), "")
    write_csv(path, Page("", header, rows, (f"{COMPANY} 2024年进货明细",), total), "gb18030")


def _write_2025(path: Path, quarter: str, months: tuple[int, int], date: WriteDate) -> None:
    """Write the new system's template: title, note, a * before what must be filled in."""
    header = (
        "*单据日期", "*单据编号", "单据类型", "*经销商编码", "经销商名称", "*商品编码",
        "*数量（箱）", "*含税金额（元）", "业务员",
    )  # fmt: skip
    lines = _months_of(2025, *months)
    above = (f"{COMPANY}经销商进货明细", f"期间：2025年{months[0]}月至{months[1]}月    单位：元")
    total = ("合计", None, None, None, None, None, *_sums(lines), None)
    rows = [*_rows(lines, date, _plain), *_bad(quarter)]
    write_workbook(path, [Page("进货明细", header, rows, above, total)])


def _months_of(year: int, first: int, last: int) -> Lines:
    lines = channel()
    end = dt.date(year + last // 12, last % 12 + 1, 1)
    return lines.take((lines.day >= day_of(dt.date(year, first, 1))) & (lines.day < day_of(end)))


def _rows(lines: Lines, date: WriteDate, money: Callable[[int], Cell]) -> list[tuple[Cell, ...]]:
    """Return the lines as cells in the order that all three exports share."""
    buyers = dealers()
    days = {int(day): FIRST_DAY + dt.timedelta(days=int(day)) for day in np.unique(lines.day)}
    columns = (
        lines.day, lines.order, lines.kind, lines.dealer, lines.product, lines.cases,
        lines.amount_fen,
    )  # fmt: skip
    return [
        (
            date(days[day]),
            f"{_PREFIX[kind]}{days[day]:%y%m}-{order:05d}",
            _KIND[kind],
            _as_typed(buyers[dealer].code, order),
            buyers[dealer].name,
            PRODUCTS[product].code,
            cases,
            money(fen),
            buyers[dealer].salesperson,
        )
        for day, order, kind, dealer, product, cases, fen in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]


def _as_typed(code: str, order: int) -> str:
    """Return the code as a hand may have typed it: a blank behind it, or full-width."""
    if order % 997 == 0:
        return code + " "
    if order % 1499 == 0:
        return "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    return code


def _bad(file: str, here: bool = True) -> list[tuple[Cell, ...]]:
    """Return the file's unusable rows in the exports' column order."""
    return [
        (date, order, _KIND[SALE], dealer, "", product, quantity, amount, "")
        for date, order, dealer, product, quantity, amount in BAD_ROWS.get(file, []) * here
    ]


def _sums(lines: Lines) -> tuple[int, float]:
    return int(lines.cases.sum()), int(lines.amount_fen.sum()) / 100


def _plain(fen: int) -> Cell:
    return fen / 100


def _separated(fen: int | NDArray[np.int64]) -> str:
    return with_thousands(int(fen))


def _as_it_is(day: dt.date) -> Cell:
    return day


def _as_number(day: dt.date) -> Cell:
    return int(f"{day:%Y%m%d}")


def _with_slashes(day: dt.date) -> Cell:
    return f"{day.year}/{day.month}/{day.day}"
