"""The demo's other files: dealers, products, planned promotions, the rebate schedule."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from steelyard.simulation.demo_channel.dealers import dealers
from steelyard.simulation.demo_channel.products import CATEGORIES, PRODUCTS
from steelyard.simulation.demo_channel.promotions import PROMOTIONS, REBATE_STEPS
from steelyard.simulation.demo_channel.seasons import FIRST_DAY
from steelyard.simulation.demo_channel.sheets import Page, Row, write_csv, write_workbook


def write_master_files(folder: Path) -> None:
    """Write 经销商档案, 商品档案, 促销计划 and 返利阶梯 into the folder."""
    write_workbook(folder / "经销商档案.xlsx", [_dealer_page()])
    write_workbook(folder / "商品档案.xlsx", [_product_page()])
    write_csv(folder / "促销计划.csv", _promotion_page(), "utf-8-sig")
    write_workbook(folder / "返利阶梯.xlsx", [_rebate_page()])


def _dealer_page() -> Page:
    header = (
        "经销商编码", "经销商名称", "级别", "所属区域", "业务员", "合作日期", "账期（天）",
        "信用额度（万元）",
    )  # fmt: skip
    rows: list[Row] = [
        (d.code, d.name, 1, d.region, d.salesperson, _joined_on(d.joined_day), d.terms,
         d.credit_limit // 10_000)
        for d in dealers()
    ]  # fmt: skip
    return Page("档案", header, rows)


def _joined_on(day: int) -> dt.date:
    return FIRST_DAY + dt.timedelta(days=day) if day >= 0 else dt.date(2021, 3, 1)


def _product_page() -> Page:
    header = ("商品编码", "商品名称", "品类", "出厂价（元/箱）", "箱规", "单位成本（元/箱）")
    rows: list[Row] = [
        (p.code, p.name, CATEGORIES[p.category].name, p.price_fen / 100, p.bottles,
         p.cost_fen / 100)
        for p in PRODUCTS
    ]  # fmt: skip
    return Page("商品", header, rows)


def _promotion_page() -> Page:
    header = ("活动编号", "活动名称", "开始日期", "结束日期", "区域", "商品编码")
    rows: list[Row] = [
        (p.code, p.name, p.starts, p.ends, p.region, PRODUCTS[product].code)
        for p in PROMOTIONS
        for product in p.products
    ]
    return Page("", header, rows)


def _rebate_page() -> Page:
    header = ("方案编号", "考核周期", "考核口径", "门槛（元）", "返利比例", "生效日期", "失效日期")
    rows: list[Row] = [
        (step.code, "季度", "进货额", step.threshold, step.rate, dt.date(2025, 1, 1),
         dt.date(2025, 12, 31))
        for step in REBATE_STEPS
    ]  # fmt: skip
    return Page("2025年", header, rows, percent_columns=(4,))
