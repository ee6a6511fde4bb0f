"""Headers that mean the same thing in several tables: codes, names, dates, amounts.

Sources: the export templates of Kingdee (金蝶), Yonyou (用友), Guanjiapo (管家婆), SAP and
common DMS systems. A header that means different things in different tables stands in
that table's own file, not here.
"""

from __future__ import annotations

DEALER_ID = (
    "经销商编码", "经销商编号", "经销商代码", "经销商ID", "客户编码", "客户编号", "客户代码", "客户ID",
    "往来单位编号", "往来单位编码", "售达方", "售达方编码", "代理商编码", "代理商编号", "渠道商编码",
    "CustomerCode", "CustomerID", "Customer No", "CustomerNumber", "DistributorCode",
    "DistributorID", "dealerCode", "dealer no", "Sold-to party", "Sold to", "KUNNR", "FCustID",
    "FCustNumber", "cCusCode",
)  # fmt: skip
DEALER_NAME = (
    "经销商名称", "客户名称", "客户简称", "客户全称", "往来单位全名", "往来单位名称", "购货单位",
    "购买方名称", "代理商名称", "CustomerName", "DistributorName", "DealerName",
    "Company Name", "NAME1", "cCusName",
)  # fmt: skip
DEALER = ("经销商", "客户", "往来单位", "dealer", "Customer", "Distributor")
"""Bare nouns: a code where there is no better one, else a name."""
PRODUCT_ID = (
    "商品编码", "商品编号", "商品代码", "物料编码", "物料编号", "存货编码", "存货编号", "产品编码",
    "产品编号", "产品代码", "货品编码", "货品编号", "货品代码", "货号", "款号", "品号",
    "SKU", "SKU编码", "ItemCode", "Item No", "Item Number", "ProductCode", "ProductID", "StockCode",
    "MATNR", "FItemID", "cInvCode",
)  # fmt: skip
PRODUCT_NAME = (
    "商品名称", "物料名称", "存货名称", "产品名称", "货品名称", "品名", "Product Name", "Item Name",
    "Item Description", "Description",
)  # fmt: skip
PRODUCT = ("商品", "产品", "货品", "物料", "存货", "Product", "Item", "Material")
REGION_ID = ("区域编码", "区域编号", "区域代码", "RegionCode", "Region ID", "Territory Code")
REGION = (
    "区域", "销售区域", "所属区域", "大区", "片区", "省份", "省区", "地区", "Region", "Territory",
    "Sales Region", "Province",
)  # fmt: skip
SALESPERSON_ID = (
    "业务员编码", "业务员编号", "业务员工号", "销售员编码", "FSalesManID", "EmployeeID",
    "salesRepEmployeeNumber", "Sales Rep ID", "Salesperson Code",
)  # fmt: skip
SALESPERSON = (
    "业务员", "销售员", "销售人员", "销售代表", "经手人", "客户经理", "职员", "业务员名称", "业务员姓名",
    "Salesperson", "Salesman", "Sales Rep",
)  # fmt: skip
QUANTITY = (
    "数量", "销售数量", "基本数量", "Quantity", "Qty", "NetSalesQty", "FQty", "iQuantity",
)  # fmt: skip
AMOUNT = (
    "金额", "价税合计", "含税金额", "折后金额", "销售金额", "总金额", "NetSalesValue", "Net Value",
    "Line Amount", "Sales Amount", "FAmount", "iSum", "NETWR",
)  # fmt: skip
LATITUDE = ("纬度", "lat")
LONGITUDE = ("经度", "lng", "lon", "long")
