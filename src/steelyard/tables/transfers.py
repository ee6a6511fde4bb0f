"""Transfers: stock moves between dealers that were declared."""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="transfers",
    zh="经销商间调拨（已申报）",
    en="Declared transfers between dealers",
    sharpens_zh="区分申报与未申报的调拨",
    sharpens_en="declared moves told from undeclared ones",
    file_words=("transfers", "调拨", "转货"),
    dated_by="moved_on",
    columns=(
        Column("moved_on", "date", "调拨日期", "the day of the move", required=True,
               synonyms=("调拨日期", "转货日期", "日期", "Transfer Date", "Moved On", "Date")),
        Column("from_dealer_id", "id", "调出方编码", "who gave", required=True,
               synonyms=("调出方编码", "调出方", "调出经销商", "转出方", "From Dealer", "From")),
        Column("to_dealer_id", "id", "调入方编码", "who took", required=True,
               synonyms=("调入方编码", "调入方", "调入经销商", "转入方", "To Dealer", "To")),
        Column("product_id", "id", "商品编码", "what was moved", required=True,
               synonyms=headers.PRODUCT_ID, weak=(*headers.PRODUCT, *headers.PRODUCT_NAME)),
        Column("quantity", "quantity", "数量", "units", required=True,
               synonyms=(*headers.QUANTITY, "调拨数量")),
    ),
)  # fmt: skip
