"""Payments: money that arrived from dealers."""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="payments",
    zh="收款",
    en="Payments received",
    sharpens_zh="回款快慢与逾期",
    sharpens_en="how fast money comes, and what is overdue",
    file_words=("payments", "收款", "回款", "receipt"),
    dated_by="paid_on",
    columns=(
        Column("payment_id", "id", "收款单号", "the receipt", required=True,
               synonyms=("收款单号", "回款单号", "流水号", "Payment No", "Receipt No", "checkNumber")),
        Column("dealer_id", "id", "经销商编码", "who paid", required=True,
               synonyms=headers.DEALER_ID, weak=(*headers.DEALER, *headers.DEALER_NAME)),
        Column("paid_on", "date", "收款日期", "the day it arrived", required=True,
               synonyms=("收款日期", "回款日期", "到账日期", "Payment Date", "paymentDate", "Paid On")),
        Column("amount", "money", "收款金额", "what arrived", required=True,
               synonyms=("收款金额", "回款金额", "回款", "到账金额", *headers.AMOUNT, "Payment Amount")),
        Column("invoice_id", "id", "发票号", "the invoice it pays, where known",
               synonyms=("发票号", "发票号码", "Invoice No", "InvoiceNumber")),
    ),
)  # fmt: skip
