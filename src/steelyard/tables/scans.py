"""Scans: consumers' scans of trace codes, the strongest witness outside a dealer's books.

批号 is a lot, shared by thousands of units, so it is never read as a trace code.
"""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="scans",
    zh="消费者扫码",
    en="Consumer scans of trace codes",
    sharpens_zh="真实终端销售与窜货去向",
    sharpens_en="real sell-out, and where goods surfaced",
    file_words=("scans", "扫码", "追溯", "防伪"),
    dated_by="scanned_on",
    columns=(
        Column("code", "id", "追溯码", "the unit's code",
               synonyms=("防伪码", "追溯码", "箱号", "箱码", "瓶码", "二维码", "Trace Code", "Serial",
                         "QR Code")),
        Column("scanned_on", "date", "扫码时间", "the day of the scan", required=True,
               synonyms=("扫码时间", "扫码日期", "查询时间", "查询日期", "Scan Time", "Scan Date")),
        Column("product_id", "id", "商品编码", "what was scanned", required=True,
               synonyms=headers.PRODUCT_ID, weak=(*headers.PRODUCT, *headers.PRODUCT_NAME)),
        Column("dealer_id", "id", "经销商编码", "whom the unit was shipped to", required=True,
               synonyms=(*headers.DEALER_ID, "发往经销商"), weak=(*headers.DEALER, *headers.DEALER_NAME)),
        Column("region_id", "id", "扫码地区", "where it was scanned; null is unknown, not outside",
               required=True, blank_allowed=True,
               synonyms=("扫码地区", "扫码区域", "扫码城市", "扫码省份", "查询地区", "Scan Region",
                         "Scan City", *headers.REGION_ID), weak=headers.REGION),
    ),
)  # fmt: skip
