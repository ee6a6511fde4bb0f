"""Outlets: the points of sale that a dealer serves."""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="outlets",
    zh="终端网点",
    en="Outlets: points of sale",
    sharpens_zh="销售网络与可替代性",
    sharpens_en="the sales network, and how replaceable a dealer is",
    file_words=("outlets", "网点", "门店", "终端档案"),
    columns=(
        Column("outlet_id", "id", "门店编码", "the outlet", required=True,
               synonyms=("门店编码", "门店编号", "终端编码", "终端编号", "网点编码", "OutletCode", "StoreCode",
                         "Store Number"), weak=("终端", "门店", "网点")),
        Column("name", "text", "门店名称", "the name people use",
               synonyms=("门店名称", "终端名称", "网点名称", "Outlet Name", "Store Name")),
        Column("dealer_id", "id", "经销商编码", "who serves it", synonyms=headers.DEALER_ID, weak=(*headers.DEALER, *headers.DEALER_NAME)),
        Column("region_id", "id", "区域", "where it is", synonyms=headers.REGION_ID, weak=headers.REGION),
        Column("latitude", "degrees", "纬度", "degrees north", synonyms=headers.LATITUDE,
               minimum=-90, maximum=90),
        Column("longitude", "degrees", "经度", "degrees east", synonyms=headers.LONGITUDE,
               minimum=-180, maximum=180),
    ),
)  # fmt: skip
