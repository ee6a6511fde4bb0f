"""An audit that found more than the dealer had counted.

Stock that the dealer denies is stock that its books cannot show: invented sales, or goods that
were booked for the manufacturer's sake and kept out of the count. Two people who count one
warehouse differ too, so the gap is held against the channel's ordinary differences. Goods that
arrived between the two counts, or lie there for another dealer, look the same.
"""

from __future__ import annotations

import numpy as np

from steelyard.baselines import Channel
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import largest, silent, unit_price

SIGNAL = Signal(
    name="audit_surplus",
    title={"zh": "盘点多于自报", "en": "Audit above the dealer's count"},
    question={
        "zh": "厂家盘点是否多于经销商自报的库存？",
        "en": "Did the manufacturer's own count find more than the dealer had counted?",
    },
    explanation={
        "zh": "截至{month}最近一次厂家盘点（{ago} 个月前）：实盘 {seen} 件，"
        "同样商品经销商自报 {claimed} 件，多 {units} 件，相当于平常月销量的 {share}，"
        "约 {amount}（平常月份出现的概率 {p}）。",
        "en": "The manufacturer's last count by {month} (months ago: {ago}) found "
        "{seen:unit|units} of goods of which the dealer had counted {claimed}; {units} more, "
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
        "zh": "盘点多出的部分占平常月销量的比例",
        "en": "the surplus as a share of the usual month's sell-out",
    },
    amount_is={
        "zh": "盘点多出的货",
        "en": "the goods that were found beyond the dealer's count",
    },
    anchor="market",
    speaks_for={"stuffing": 1.0, "fabricated_sell_out": 1.0},
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
    window = largest(channel, shift.departure)
    units = np.maximum(np.nan_to_num(audit.seen - audit.claimed), 0.0)
    return Reading(
        p_value=window.p_value,
        effect=shift.size[0],
        amount_in_question=units * unit_price(channel),
        figures={
            "ago": audit.ago,
            "seen": audit.seen,
            "claimed": audit.claimed,
            "units": units,
            "share": units / np.maximum(audit.usual, 1.0),
        },
        departure=shift.departure,
    )
