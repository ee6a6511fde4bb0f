"""Products: names, categories and prices; the category is what a shift-share compares within."""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="products",
    zh="商品档案",
    en="Products: the master data",
    sharpens_zh="按品类比较，解释新品与季节",
    sharpens_en="comparison within a category, which explains launches and seasons",
    file_words=("products", "商品档案", "存货档案", "物料", "item"),
    columns=(
        Column("product_id", "id", "商品编码", "the product", required=True,
               synonyms=headers.PRODUCT_ID, weak=headers.PRODUCT),
        Column("name", "text", "商品名称", "the name people use",
               synonyms=headers.PRODUCT_NAME, weak=headers.PRODUCT),
        Column("category", "text", "品类", "the group it is compared within",
               synonyms=("品类", "类别", "商品类别", "商品分类", "产品线", "系列", "Category",
                         "Category Name", "Product Line")),
        Column("list_price", "money", "标价", "money a unit",
               synonyms=("标价", "建议零售价", "出厂价", "价格", "List Price", "Price", "MSRP"),
               minimum=0),
        Column("pack_size", "quantity", "装箱数", "units a case",
               synonyms=("装箱数", "箱规", "件装数", "包装规格", "Pack", "Pack Size", "Case Size"),
               minimum=0),
        Column("unit_cost", "money", "单位成本",
               "money a unit; makes profit known where it is given",
               synonyms=("单位成本", "成本价", "成本单价", "Unit Cost", "Cost", "Standard Cost", "Buy Price",
                         "State Bottle Cost"),
               minimum=0),
    ),
)  # fmt: skip
