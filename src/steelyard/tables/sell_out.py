"""Sell-out: what a dealer SAYS it sold on. A claim, never proof."""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="sell_out",
    zh="终端销售上报（经销商申报的出货）",
    en="Sell-out: what a dealer says it sold on",
    sharpens_zh="把进货与申报的终端销售相比",
    sharpens_en="sell-in against claimed sell-out",
    file_words=("sell_out", "终端销售", "出货上报", "流向", "动销", "sellout"),
    dated_by="sold_on",
    columns=(
        Column("sold_on", "date", "销售日期", "the day, or the month's last day for a month line",
               required=True,
               synonyms=("销售日期", "上报日期", "出货日期", "流向日期", "日期", "Sale Date",
                         "Sold On", "Date"), weak=("月份", "年月", "Month")),
        Column("dealer_id", "id", "经销商编码", "who says it", required=True,
               synonyms=(*headers.DEALER_ID, "上报经销商", "卖方编码"), weak=(*headers.DEALER, *headers.DEALER_NAME)),
        Column("product_id", "id", "商品编码", "what was sold", required=True,
               synonyms=headers.PRODUCT_ID, weak=(*headers.PRODUCT, *headers.PRODUCT_NAME)),
        Column("quantity", "quantity", "数量", "units", required=True,
               synonyms=(*headers.QUANTITY, "终端销量", "出货数量", "销量", "动销数量")),
        Column("amount", "money", "金额", "what the dealer says it is worth",
               synonyms=headers.AMOUNT),
        Column("buyer_id", "id", "购买方编码", "a sub-dealer, outlet or other dealer",
               synonyms=("购买方编码", "购买方", "买方编码", "下级经销商", "下级客户", "二级经销商编码", "门店编码",
                         "终端编码", "流向客户", "BuyerCode", "OutletCode"),
               weak=("门店", "终端", "Buyer", "Sub-dealer", "门店名称", "终端名称")),
    ),
)  # fmt: skip
