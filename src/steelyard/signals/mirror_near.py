"""Another dealer of the region whose books overflow by about as much as this one's sales rose.

Goods that are moved to a neighbour and called sold leave no trace in the books of who moved
them. Who took them sells more than it ever bought, and if it keeps books at all, they show it:
the same amount, in the same months. It is evidence for the pair and does not say which of the
two did wrong, or whether a declared move was merely forgotten. Two dealers of one town that
both had a good summer are alike too, but then neither one's books overflow.
"""

from __future__ import annotations

from steelyard.baselines import Channel
from steelyard.signals.mirrors import read_mirror
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import silent

SIGNAL = Signal(
    name="mirror_near",
    title={"zh": "本区有对应的来路不明", "en": "A mirror in a neighbour's books"},
    question={
        "zh": "本区是否有另一家账上多出的货，恰与这一家多报的销量相当？",
        "en": "Do the books of another dealer of the region overflow by what it sold too much?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：上报销量比以往多约 {rise} 件；"
        "同期本区 {partner} 的账上多出 {excess} 件来路不明的货，数量相当。"
        "可能是货移给了对方而没有申报，平均每月约 {amount}（平常月份出现的概率 {p}）；"
        "是谁的问题，账上看不出。",
        "en": "Over {months:month|months} to {month} it reported about {rise:unit|units} more "
        "than before; in the same months {excess:unit|units} that never came in stand in the "
        "books of {partner} of the same region. Goods may have been moved there without a word, "
        "{amount} a month (chance in an ordinary month {p}); the books do not say by whose doing.",
    },
    figures={
        "months": Figure("count"),
        "rise": Figure("count"),
        "partner": Figure("text"),
        "excess": Figure("count"),
    },
    effect={
        "zh": "对方账上多出的货与本家多报的销量之比",
        "en": "ratio of the partner's excess to the dealer's rise",
    },
    amount_is={
        "zh": "可能移给对方而没有申报的货",
        "en": "the goods that may have been moved to the partner without a word",
    },
    anchor="books",
    speaks_for={"stock_transfer": 1.0},
    needs=("sell_in", "sell_out", "stock", "dealers"),
    amount_kind="unsupported",
    months="months",
    settled_by=("partner_count", "scans", "stock", "sell_out"),
    look="mirror",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; p is near 1 where nobody mirrors it."""
    found = channel.balance.counterparty
    if found is None:
        return silent(channel, SIGNAL)
    return read_mirror(channel, found, found.near)
