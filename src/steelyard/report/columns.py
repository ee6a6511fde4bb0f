"""The columns of 经销商月销量状况分析表 on the page and in the workbook: order and kind.

The order is that of the questions: how much, how many times, how crowded, against what.

Names and definitions stand in the catalogue, `column.*` and `definition.*`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

Kind = Literal["money", "quantity", "count", "share", "change", "points", "months", "days"]


@dataclass(frozen=True)
class Column:
    """A figure of the monthly table."""

    name: str
    kind: Kind


COLUMNS: tuple[Column, ...] = (
    Column("sell_in_amount", "money"),
    Column("amount_change", "change"),
    Column("amount_change_yoy", "change"),
    Column("channel_share", "share"),
    Column("share_change", "points"),
    Column("order_count", "count"),
    Column("order_count_change", "change"),
    Column("month_end_share", "share"),
    Column("returns_amount", "money"),
    Column("amount_trailing_median", "money"),
    Column("sell_in_quantity", "quantity"),
    Column("product_count", "count"),
    Column("sell_out_quantity", "quantity"),
    Column("verified_sell_out_quantity", "quantity"),
    Column("verified_sell_out_quantity_low", "quantity"),
    Column("verified_sell_out_quantity_high", "quantity"),
    Column("stock_quantity", "quantity"),
    Column("stock_cover_months", "months"),
    Column("away_scan_share", "share"),
    Column("overdue_amount", "money"),
    Column("days_sales_outstanding", "days"),
    Column("trade_spend_ratio", "share"),
)


def present_columns(monthly: pa.Table) -> list[Column]:
    """Return the columns that the table has and that hold at least one value."""
    return [
        column
        for column in COLUMNS
        if column.name in monthly.column_names
        and monthly[column.name].null_count < monthly.num_rows
    ]
