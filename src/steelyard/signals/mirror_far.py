"""A dealer elsewhere whose books overflow, where this one's goods surfaced.

As in a neighbour's books, but in another territory: the goods of one dealer are scanned where
the other sells, and the other's books show about as many units that never came in. Market and
books agree here, so that chance explains little; a declared move that was forgotten, and a
dealer with two licences, still look the same.
"""

from __future__ import annotations

from steelyard.baselines import Channel
from steelyard.signals.mirrors import read_mirror
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import silent

SIGNAL = Signal(
    name="mirror_far",
    title={"zh": "外区有对应的来路不明", "en": "A mirror where its goods surfaced"},
    question={
        "zh": "其货出现扫码的地方，是否有经销商账上多出相当的货？",
        "en": "Do the books of a dealer overflow where this one's goods were scanned?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：上报销量比以往多约 {rise} 件，扫码移向外区；"
        "那里的 {partner} 账上同期多出 {excess} 件来路不明的货，数量相当。"
        "可能是货移给了对方而没有申报，平均每月约 {amount}（平常月份出现的概率 {p}）；"
        "是谁的问题，账上看不出。",
        "en": "Over {months:month|months} to {month} it reported about {rise:unit|units} more "
        "than before, and its scans moved elsewhere; there {excess:unit|units} that never came in "
        "stand in the books of {partner}. Goods may have been moved to it without a word, "
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
    anchor="market",
    speaks_for={"stock_transfer": 1.0},
    needs=("sell_in", "sell_out", "stock", "scans", "dealers"),
    amount_kind="unsupported",
    months="months",
    settled_by=("partner_count", "scans", "stock", "sell_out"),
    look="mirror",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; p is near 1 where nobody mirrors it."""
    found = channel.balance.counterparty
    if found is None or found.far is None:
        return silent(channel, SIGNAL)
    return read_mirror(channel, found, found.far)
