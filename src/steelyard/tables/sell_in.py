"""Sell-in: the manufacturer's own order or shipment lines to its dealers.

The one table that must be there. 交期 is a delivery date, so it is no order date and never
a due date; 批号 is a lot, so it is no trace code.
"""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

RETURN_WORDS = (
    "退货", "退回", "销退", "退", "红字", "红冲", "冲销", "作废", "取消", "贷项", "return", "cancel",
    "cancellation", "credit memo", "refund", "void", "RE", "ZRE",
)  # fmt: skip

TABLE = Table(
    name="sell_in",
    zh="进货明细（厂家发给经销商的订单或出库行）",
    en="Sell-in: the manufacturer's own order or shipment lines to dealers",
    sharpens_zh="一切从它开始：进货额、进货次数、渠道占比",
    sharpens_en="everything starts here: sell-in, order count, channel share",
    required=True,
    file_words=("sell_in", "进货", "订单", "出库", "发货", "销售明细", "order", "invoice", "shipment"),
    dated_by="order_date",
    columns=(
        Column(
            "order_id", "id", "单据编号", "the order or shipment document", required=True,
            synonyms=(
                "单据编号", "单据号", "单号", "订单号", "订单编号", "销售单号", "出库单号", "交货单号",
                "发货单号", "销售凭证", "发票号", "发票号码", "OrderID", "Order No", "Order Number",
                "Invoice No", "Invoice", "InvoiceNo", "Invoice Number", "FBillNo", "VBELN", "cDLCode",
            ),
        ),
        Column(
            "order_date", "date", "单据日期", "the day it was ordered or shipped", required=True,
            synonyms=(
                "日期", "单据日期", "录单日期", "制单日期", "发货日期", "销售日期", "出库日期", "订单日期",
                "下单日期", "下单时间", "业务日期", "开票日期", "Invoice Date", "InvoiceDate", "Order Date",
                "OrderDate", "Date", "Posting Date", "FDate", "dDate", "ERDAT",
            ),
            weak=("月份", "年月", "Month"),
        ),
        Column("dealer_id", "id", "经销商编码", "who bought", required=True,
               synonyms=headers.DEALER_ID, weak=(*headers.DEALER, *headers.DEALER_NAME)),
        Column("product_id", "id", "商品编码", "what was bought; may be missing as a whole",
               required=True, synonyms=headers.PRODUCT_ID, weak=(*headers.PRODUCT, *headers.PRODUCT_NAME), when_absent="all"),
        Column("quantity", "quantity", "数量", "units of the product; a return is negative",
               required=True,
               synonyms=(*headers.QUANTITY, "发货量", "发货数量", "实发数量", "出库数量", "订货数量",
                         "Bottles Sold", "Units")),
        Column("amount", "money", "金额", "what the line is worth; a return is negative",
               required=True, synonyms=headers.AMOUNT),
        Column("salesperson_id", "id", "业务员", "who sold it", synonyms=headers.SALESPERSON_ID, weak=headers.SALESPERSON),
        Column("document_type", "choice", "单据类型",
               "the kind of document; a return makes quantity and amount negative",
               synonyms=("单据类型", "单据类别", "业务类型", "订单类型", "销售类型", "红蓝标志", "Document Type",
                         "Order Type", "Doc Type", "FTranType", "AUART"),
               choices={"return": RETURN_WORDS, "sale": ()}),
        Column("dealer_name", "text", "经销商名称", "the buyer's name, where no dealer master has it",
               synonyms=headers.DEALER_NAME, weak=headers.DEALER),
        Column("region_id", "id", "区域", "the buyer's region, where no dealer master has it",
               synonyms=headers.REGION_ID, weak=headers.REGION),
    ),
)  # fmt: skip
