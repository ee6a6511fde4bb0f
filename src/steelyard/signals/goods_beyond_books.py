"""More goods reported sold, or counted, than ever came in.

Stock before, what came in, what was reported sold and stock now of one dealer must agree. Where
more left than came, sell-out is overstated, goods were received without a word, or stock is
counted high: the books alone cannot say which, and all three are told. Where scans fall short
of the reported sales too, the sell-out report is the one that cannot be true; where an audit
found less than was counted, the count is. A report that was sent twice looks the same for a
month.
"""

from __future__ import annotations

import numpy as np

from steelyard.balance.books import left_over
from steelyard.balance.windows import over_chosen
from steelyard.baselines import Channel
from steelyard.signals.books import audit_beside, book_figures, scans_beside
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import largest, silent, unit_price

SIGNAL = Signal(
    name="goods_beyond_books",
    title={"zh": "账上多货", "en": "Goods beyond the books"},
    question={
        "zh": "上报卖出与在库的货，是否多过进来的货？",
        "en": "Were more goods reported sold or in stock than ever came in?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：净进货 {received} 件，上报销量 {reported} 件，"
        "库存应变化 {due} 件，实报变化 {change} 件，多出 {units} 件，平均每月约 {amount}"
        "（平常月份出现的概率 {p}）。可能是销量多报、收货没有申报，或库存多报{scanned}{audited}。",
        "en": "Over {months:month|months} to {month}: {received:unit|units} came in and it "
        "reported {reported} sold, so stock should have moved by {due}; by the counts it moved by "
        "{change}. Units that never came in: {units}, {amount} a month (chance in an ordinary "
        "month {p}): sell-out overstated, goods received without a word, or stock counted "
        "high{scanned}{audited}.",
    },
    figures={
        "months": Figure("count"),
        "received": Figure("count"),
        "reported": Figure("count"),
        "due": Figure("count", signed=True),
        "change": Figure("count", signed=True),
        "units": Figure("count"),
        "scanned": Figure("percent"),
        "audited": Figure("count"),
    },
    clauses={
        "scanned": {
            "zh": "；扫码也比上报销量应有的少 {scanned}，不可能属实的是销量",
            "en": "; scans fall short of what the reports foretell by {scanned} too, so that the "
            "sell-out report is the one that cannot be true",
        },
        "audited": {
            "zh": "；厂家盘点比自报少 {audited} 件，库存确有多报",
            "en": "; an audit found {audited} fewer than were counted, so that stock was counted "
            "high",
        },
    },
    effect={
        "zh": "每月账上多货占平常月销量的比例",
        "en": "goods beyond the books a month as a share of the usual month's sell-out",
    },
    amount_is={
        "zh": "账上来路不明的货",
        "en": "the goods that the books cannot have had",
    },
    anchor="books",
    speaks_for={"fabricated_sell_out": 0.5},
    needs=("sell_in", "sell_out", "stock"),
    amount_kind="unsupported",
    months="months",
    settled_by=("audit", "scans", "stock", "sell_out"),
    look="books",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN without reports, counts or a past."""
    balance, left = channel.balance, left_over(channel.panel)
    if balance.books is None or left is None:
        return silent(channel, SIGNAL)
    window = largest(channel, balance.books.departure)
    units = np.maximum(over_chosen(left, window.months), 0.0)
    return Reading(
        p_value=window.p_value,
        effect=window.of(balance.books.size),
        amount_in_question=units * unit_price(channel) / window.months,
        figures={
            **book_figures(channel, window, left),
            "units": units,
            "scanned": scans_beside(channel, window)[1],
            "audited": audit_beside(channel)[1],
        },
        departure=balance.books.departure,
    )
