"""Regions: the territories that the manufacturer grants."""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="regions",
    zh="区域",
    en="Regions: the territories",
    sharpens_zh="区域之间的距离：自然外溢与窜货之别",
    sharpens_en="distances between territories: natural spill-over against diversion",
    file_words=("regions", "区域", "territor"),
    columns=(
        Column("region_id", "id", "区域编码", "the territory", required=True,
               synonyms=(*headers.REGION_ID, "TerritoryID"), weak=headers.REGION),
        Column("name", "text", "区域名称", "the name people use",
               synonyms=("区域名称", "Region Name", "Territory Name", "RegionDescription")),
        Column("latitude", "degrees", "纬度", "degrees north", synonyms=headers.LATITUDE,
               minimum=-90, maximum=90),
        Column("longitude", "degrees", "经度", "degrees east", synonyms=headers.LONGITUDE,
               minimum=-180, maximum=180),
    ),
)  # fmt: skip
