"""Rebate steps: the schedule in force, which a dealer may be tempted to land just above."""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="rebate_steps",
    zh="返利阶梯",
    en="Rebate steps in force",
    sharpens_zh="是否总是刚好踩线拿返利",
    sharpens_en="volume that always lands just above a step",
    file_words=("rebate_steps", "返利", "阶梯", "rebate"),
    columns=(
        Column("scheme_id", "id", "方案编号", "the scheme", required=True,
               synonyms=("方案编号", "返利方案", "政策编号", "Scheme", "SchemeCode")),
        Column("period", "choice", "考核周期", "month, quarter or year",
               synonyms=("考核周期", "周期", "Period"),
               choices={"month": ("月", "月度"), "quarter": ("季", "季度"),
                        "year": ("年", "年度")}),
        Column("basis", "choice", "考核口径", "what is counted: sell_in, sell_out or paid",
               synonyms=("考核口径", "口径", "Basis"),
               choices={"sell_in": ("进货", "进货额"), "sell_out": ("出货", "终端销售"),
                        "paid": ("回款", "收款")}),
        Column("threshold", "money", "门槛", "the amount from which the rate applies",
               required=True, synonyms=("门槛", "阶梯", "起点金额", "达标金额", "目标", "Threshold"),
               minimum=0),
        Column("rate", "ratio", "返利比例", "share of the amount, 0.03 for 3 %",
               synonyms=("返利比例", "返点", "返利率", "比例", "Rate"), minimum=0, maximum=1),
        Column("payout", "money", "返利金额", "a fixed sum", synonyms=("返利金额", "奖励金额", "Payout"),
               minimum=0),
        Column("dealer_id", "id", "经销商编码", "null means all dealers",
               synonyms=headers.DEALER_ID, weak=(*headers.DEALER, *headers.DEALER_NAME)),
        Column("starts_on", "date", "开始日期", "its first day",
               synonyms=("开始日期", "生效日期", "Start Date")),
        Column("ends_on", "date", "结束日期", "its last day",
               synonyms=("结束日期", "失效日期", "End Date")),
    ),
)  # fmt: skip
