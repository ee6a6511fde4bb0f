"""Dealers: who they are, whom they buy from, and which territory was granted to them."""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="dealers",
    zh="经销商档案",
    en="Dealers: the master data",
    sharpens_zh="按区域与级别比较；授信与业务员",
    sharpens_en="comparison within region and level; credit and salespeople",
    file_words=("dealers", "经销商档案", "客户档案", "客户资料", "customer"),
    columns=(
        Column("dealer_id", "id", "经销商编码", "the dealer", required=True,
               synonyms=headers.DEALER_ID, weak=headers.DEALER),
        Column("name", "text", "经销商名称", "the name people use", synonyms=headers.DEALER_NAME, weak=headers.DEALER),
        Column("level", "integer", "级别",
               "1 buys from the manufacturer, 2 from a level-1 dealer",
               synonyms=("级别", "层级", "经销商级别", "客户级别", "Level", "Tier Level"),
               minimum=1, maximum=9),
        Column("parent_id", "id", "上级经销商", "the level-1 dealer that supplies a level-2 dealer",
               synonyms=("上级经销商", "上级编码", "上级客户", "供货经销商", "一级经销商", "Parent",
                         "ParentCode")),
        Column("region_id", "id", "区域", "the territory granted", synonyms=headers.REGION_ID, weak=headers.REGION),
        Column("salesperson_id", "id", "业务员", "who looks after the dealer",
               synonyms=headers.SALESPERSON_ID, weak=headers.SALESPERSON),
        Column("joined_on", "date", "合作日期", "the day the contract began",
               synonyms=("合作日期", "签约日期", "开户日期", "建档日期", "加盟日期", "Joined", "Join Date",
                         "Since")),
        Column("credit_limit", "money", "信用额度", "the most it may owe",
               synonyms=("信用额度", "授信额度", "Credit Limit", "creditLimit"), minimum=0),
        Column("credit_days", "integer", "账期", "days from invoice to due date",
               synonyms=("账期", "信用期", "账期天数", "Credit Days", "Payment Terms"), minimum=0,
               maximum=3650),
        Column("latitude", "degrees", "纬度", "degrees north", synonyms=headers.LATITUDE,
               minimum=-90, maximum=90),
        Column("longitude", "degrees", "经度", "degrees east", synonyms=headers.LONGITUDE,
               minimum=-180, maximum=180),
    ),
)  # fmt: skip
