"""Stock counts: `dealer` is a claim, `audit` was seen by the manufacturer."""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="stock",
    zh="库存盘点",
    en="Stock counts",
    sharpens_zh="货是卖掉了还是压在仓里",
    sharpens_en="whether goods were sold or lie in the warehouse",
    file_words=("stock", "库存", "盘点", "inventory"),
    dated_by="counted_on",
    columns=(
        Column("counted_on", "date", "盘点日期", "the day of the count", required=True,
               synonyms=("盘点日期", "库存日期", "截止日期", "结存日期", "日期", "Stock Date",
                         "Count Date", "Date"), weak=("月份", "年月", "Month")),
        Column("dealer_id", "id", "经销商编码", "whose stock", required=True,
               synonyms=headers.DEALER_ID, weak=(*headers.DEALER, *headers.DEALER_NAME)),
        Column("product_id", "id", "商品编码", "what was counted", required=True,
               synonyms=headers.PRODUCT_ID, weak=(*headers.PRODUCT, *headers.PRODUCT_NAME)),
        Column("quantity", "quantity", "库存数量", "units; never below zero", required=True,
               synonyms=("库存数量", "库存", "期末库存", "月初库存", "期初库存", "结存数量", "盘点数量",
                         "Stock", "Stock Qty", "On Hand", "Closing Stock", "Opening Stock"),
               weak=headers.QUANTITY,
               minimum=0),
        Column("counted_by", "choice", "盘点人", "dealer (a claim) or audit (seen by us)",
               synonyms=("盘点人", "盘点方", "盘点类型", "来源", "Counted By"),
               choices={"dealer": ("经销商", "自报", "上报", "客户"),
                        "audit": ("厂家", "稽核", "审计", "抽盘", "督导", "auditor")}),
    ),
)  # fmt: skip
