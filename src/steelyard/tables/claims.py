"""Claims: trade spend that dealers asked for and were granted."""

from __future__ import annotations

from steelyard.tables import headers
from steelyard.tables.schema import Column, Table

TABLE = Table(
    name="claims",
    zh="费用核销（促销、返利、价格支持）",
    en="Claims: trade spend asked for and granted",
    sharpens_zh="费用率的上升与反客为主",
    sharpens_en="a rising trade-spend ratio, and dependence",
    file_words=("claims", "费用", "核销", "返利发放", "claim"),
    dated_by="claimed_on",
    columns=(
        Column("claim_id", "id", "核销单号", "the claim", required=True,
               synonyms=("核销单号", "费用单号", "申请单号", "Claim No", "ClaimID")),
        Column("dealer_id", "id", "经销商编码", "who claims", required=True,
               synonyms=headers.DEALER_ID, weak=(*headers.DEALER, *headers.DEALER_NAME)),
        Column("claimed_on", "date", "申请日期", "the day it was claimed", required=True,
               synonyms=("申请日期", "核销日期", "费用日期", "Claim Date", "Claimed On")),
        Column("kind", "choice", "费用类型", "what it is for",
               synonyms=("费用类型", "费用类别", "Claim Type", "Kind"),
               choices={"promotion": ("促销", "推广", "陈列", "活动"), "rebate": ("返利", "返点"),
                        "price_support": ("价格支持", "差价", "价保"), "other": ("其他", "其它")}),
        Column("amount_claimed", "money", "申请金额", "what was asked for",
               synonyms=("申请金额", "Amount Claimed", "Claimed"), minimum=0),
        Column("amount_paid", "money", "核销金额", "what was granted", required=True,
               synonyms=("核销金额", "批准金额", "发放金额", "Amount Paid", "Paid", "Approved")),
    ),
)  # fmt: skip
