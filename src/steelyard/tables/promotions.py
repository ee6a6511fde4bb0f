"""Promotions: what the manufacturer itself planned, so that it explains a jump."""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="promotions",
    zh="促销计划",
    en="Planned promotions",
    sharpens_zh="把计划内的促销排除在疑点之外",
    sharpens_en="keeps planned promotions out of suspicion",
    file_words=("promotions", "促销计划", "活动计划", "promotion"),
    dated_by="starts_on",
    columns=(
        Column("promotion_id", "id", "促销编号", "the promotion", required=True,
               synonyms=("促销编号", "活动编号", "方案编号", "Promotion No", "PromotionCode")),
        Column("starts_on", "date", "开始日期", "its first day", required=True,
               synonyms=("开始日期", "起始日期", "生效日期", "Start Date", "Starts On")),
        Column("ends_on", "date", "结束日期", "its last day", required=True,
               synonyms=("结束日期", "截止日期", "失效日期", "End Date", "Ends On")),
        Column("dealer_id", "id", "经销商编码", "null means all dealers",
               synonyms=headers.DEALER_ID, weak=(*headers.DEALER, *headers.DEALER_NAME)),
        Column("region_id", "id", "区域", "null means all regions", synonyms=headers.REGION_ID, weak=headers.REGION),
        Column("product_id", "id", "商品编码", "null means all products",
               synonyms=headers.PRODUCT_ID, weak=(*headers.PRODUCT, *headers.PRODUCT_NAME)),
    ),
)  # fmt: skip
