"""Goods that came in, are not in stock and were not reported sold.

Stock before, what came in, what was reported sold and stock now of one dealer must agree. Where
goods are missing, sales were not reported, goods were moved without a word, or the count is
low: the books alone cannot say which, and all three are told. Scans beyond the reported sales
point to the first, an audit that found more than was counted to the last. A report that comes
a month late looks the same for a month and is paid back in the next. Books that agree prove
nothing: a consistent liar keeps them so.
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
    name="goods_missing_from_books",
    title={"zh": "账上少货", "en": "Goods missing from the books"},
    question={
        "zh": "进来的货是否既不在库、也没有上报卖出？",
        "en": "Did goods come in that are neither in stock nor reported sold?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：净进货 {received} 件，上报销量 {reported} 件，"
        "库存应变化 {due} 件，实报变化 {change} 件，少了 {units} 件，平均每月约 {amount}"
        "（平常月份出现的概率 {p}）。可能是卖了没报、移走没有申报，或库存少报{scanned}{audited}。",
        "en": "Over {months:month|months} to {month}: {received:unit|units} came in and it "
        "reported {reported} sold, so stock should have moved by {due}; by the counts it moved by "
        "{change}. Units missing: {units}, {amount} a month (chance in an ordinary month {p}): "
        "sold without a report, moved without a word, or counted low{scanned}{audited}.",
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
            "zh": "；扫码比上报销量应有的多 {scanned}，卖了没报最能解释",
            "en": "; scans exceed what the reports foretell by {scanned}, which sales without a "
            "report explain best",
        },
        "audited": {
            "zh": "；厂家盘点比自报多出 {audited} 件，库存少报最能解释",
            "en": "; an audit found {audited} more than was counted, which a low count explains "
            "best",
        },
    },
    effect={
        "zh": "每月账上少货占平常月销量的比例",
        "en": "goods missing a month as a share of the usual month's sell-out",
    },
    amount_is={
        "zh": "账上去向不明的货",
        "en": "the goods that the books cannot account for",
    },
    anchor="books",
    speaks_for={"stuffing": 0.5, "stock_transfer": 0.5},
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
    window = largest(channel, -balance.books.departure)
    units = np.maximum(-over_chosen(left, window.months), 0.0)
    return Reading(
        p_value=window.p_value,
        effect=-window.of(balance.books.size),
        amount_in_question=units * unit_price(channel) / window.months,
        figures={
            **book_figures(channel, window, left),
            "units": units,
            "scanned": scans_beside(channel, window)[0],
            "audited": audit_beside(channel)[0],
        },
        departure=-balance.books.departure,
    )
