"""Invoices: receivables. 交期 is a delivery date and never read as a due date."""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="invoices",
    zh="应收账款（发票）",
    en="Invoices: receivables",
    sharpens_zh="账期、逾期与应收周转天数",
    sharpens_en="terms, overdue money and days sales outstanding",
    file_words=("invoices", "应收", "发票", "receivable"),
    dated_by="issued_on",
    columns=(
        Column("invoice_id", "id", "发票号", "the invoice", required=True,
               synonyms=("发票号", "发票号码", "发票编号", "应收单号", "Invoice No", "Invoice Number",
                         "InvoiceNumber")),
        Column("dealer_id", "id", "经销商编码", "who owes", required=True,
               synonyms=headers.DEALER_ID, weak=(*headers.DEALER, *headers.DEALER_NAME)),
        Column("issued_on", "date", "开票日期", "the day it was issued", required=True,
               synonyms=("开票日期", "发票日期", "Invoice Date", "Issue Date", "Issued On")),
        Column("due_on", "date", "到期日", "the day it is due", required=True,
               synonyms=("到期日", "到期日期", "应收到期日", "Due Date", "DueDate", "Due On")),
        Column("amount", "money", "金额", "what is owed", required=True,
               synonyms=(*headers.AMOUNT, "应收金额", "开票金额", "Invoice Amount", "InvoiceAmount")),
    ),
)  # fmt: skip
