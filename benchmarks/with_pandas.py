"""For comparison: the columns of the monthly table in pandas, as an analyst would.

Launches and standing orders are left out: it is the lesser work.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa

from benchmarks import iowa


def run(data: Path, work: Path) -> dict[str, pa.Table]:
    """Return the monthly rows of all dealers."""
    lines = pd.concat([pd.read_parquet(path) for path in iowa.files(data)], ignore_index=True)
    lines["order_id"] = lines["Invoice/Item Number"].str[:-5]
    lines["Date"] = pd.to_datetime(lines["Date"])
    lines["month"] = lines["Date"].dt.to_period("M")
    amount = lines["Sale (Dollars)"]
    lines["returned"] = (-amount).clip(lower=0)
    days_left = lines["Date"].dt.days_in_month - lines["Date"].dt.day
    lines["month_end"] = amount.where(days_left < 5, 0)
    lines["placed_on"] = lines["Date"].where(amount > 0)
    monthly = lines.groupby(["Store Number", "month"], observed=True).agg(
        sell_in_quantity=("Bottles Sold", "sum"),
        sell_in_amount=("Sale (Dollars)", "sum"),
        returns_amount=("returned", "sum"),
        order_count=("order_id", "nunique"),
        order_days=("placed_on", "nunique"),
        product_count=("Item Number", "nunique"),
        month_end_amount=("month_end", "sum"),
    )
    return {"monthly": pa.Table.from_pandas(monthly.reset_index(drop=True))}
