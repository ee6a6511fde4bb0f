"""Successors: who took over the business of a dealer that closed."""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="successors",
    zh="接手关系（停业经销商的生意由谁接手）",
    en="Successors of dealers that closed",
    sharpens_zh="谁接手了谁的生意：有表为准，不再按进货量推断",
    sharpens_en="who took over whose business, told and no longer guessed from volumes",
    file_words=("successors", "接手", "承接", "并户", "takeover"),
    dated_by="taken_over_on",
    columns=(
        Column("dealer_id", "id", "停业经销商编码", "the dealer that closed", required=True,
               synonyms=("停业经销商编码", "停业经销商", "原经销商编码", "原经销商", "被接手经销商编码", "被接手经销商",
                         "Closed Dealer", "Former Dealer", *headers.DEALER_ID),
               weak=(*headers.DEALER, *headers.DEALER_NAME)),
        Column("successor_dealer_id", "id", "接手经销商编码", "the dealer that took its business over",
               required=True,
               synonyms=("接手经销商编码", "接手经销商", "接手方", "承接经销商编码", "承接经销商", "承接方", "接任经销商",
                         "Successor", "Successor Dealer", "Taken Over By")),
        Column("taken_over_on", "date", "接手日期", "the day from which the successor does its business",
               required=True,
               synonyms=("接手日期", "承接日期", "交接日期", "Takeover Date", "Taken Over On")),
        Column("share", "ratio", "接手比例", "share of the business, 0.4 for 40 %; empty means the whole",
               synonyms=("接手比例", "承接比例", "比例", "份额", "Share"), minimum=0, maximum=1),
    ),
)  # fmt: skip
