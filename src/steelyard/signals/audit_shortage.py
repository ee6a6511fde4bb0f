"""An audit that found less than the dealer had counted.

Goods that are counted and not there have gone somewhere without a word: to another dealer, or
to consumers in another territory. Two people who count one warehouse differ too, so the gap is
held against the channel's ordinary differences. Goods in a second warehouse, breakage, and
goods that left between the two counts look the same.
"""

from __future__ import annotations

import numpy as np

from steelyard.baselines import Channel
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import largest, silent, unit_price

SIGNAL = Signal(
    name="audit_shortage",
    title={"zh": "盘点少于自报", "en": "Audit below the dealer's count"},
    question={
        "zh": "厂家盘点是否少于经销商自报的库存？",
        "en": "Did the manufacturer's own count find less than the dealer had counted?",
    },
    explanation={
        "zh": "截至{month}最近一次厂家盘点（{ago} 个月前）：实盘 {seen} 件，"
        "同样商品经销商自报 {claimed} 件，少 {units} 件，相当于平常月销量的 {share}，"
        "约 {amount}（平常月份出现的概率 {p}）。",
        "en": "The manufacturer's last count by {month} (months ago: {ago}) found "
        "{seen:unit|units} of goods of which the dealer had counted {claimed}; {units} fewer, "
        "{share} of its usual month's sell-out, {amount} (chance in an ordinary month {p}).",
    },
    figures={
        "ago": Figure("count"),
        "seen": Figure("count"),
        "claimed": Figure("count"),
        "units": Figure("count"),
        "share": Figure("percent"),
    },
    effect={
        "zh": "盘点缺少的部分占平常月销量的比例",
        "en": "the shortage as a share of the usual month's sell-out",
    },
    amount_is={
        "zh": "盘点缺少的货",
        "en": "the goods that the dealer counted and that were not found",
    },
    anchor="market",
    speaks_for={"stock_transfer": 1.0},
    needs=("sell_in", "stock"),
    amount_kind="unsupported",
    stands=True,
    settled_by=("audit", "scans", "sell_out", "stock"),
    look="audits",
)


def read(channel: Channel) -> Reading:
    """Return the reading in the month of an audit and the quarter after; else NaN."""
    shift, audit = channel.balance.audits, channel.balance.last_audit
    if shift is None or audit is None:
        return silent(channel, SIGNAL)
    window = largest(channel, -shift.departure)
    units = np.maximum(np.nan_to_num(audit.claimed - audit.seen), 0.0)
    return Reading(
        p_value=window.p_value,
        effect=-shift.size[0],
        amount_in_question=units * unit_price(channel),
        figures={
            "ago": audit.ago,
            "seen": audit.seen,
            "claimed": audit.claimed,
            "units": units,
            "share": units / np.maximum(audit.usual, 1.0),
        },
        departure=-shift.departure,
    )
