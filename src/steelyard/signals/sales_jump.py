"""A month's sell-in far above what the channel and the dealer's own habit foretell.

Stuffing begins here: goods are booked before anybody wants them. The order is weighed
against everything that makes an honest jump: the season, the whole channel's month, the
months since the last order, planned promotions and launches.
"""

from __future__ import annotations

import numpy as np

from steelyard.baselines import Channel
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.statistics.tails import upper_tail_by_month

SIGNAL = Signal(
    name="sales_jump",
    title={"zh": "进货突增", "en": "Jump in sell-in"},
    question={
        "zh": "本月进货是否远高于渠道走势与自身规律应有的水平？",
        "en": "Is this month's sell-in far above what the channel and its own habit foretell?",
    },
    explanation={
        "zh": "{month}进货 {bought}，按渠道走势与自身规律应约 {expected}，是应有水平的 {ratio} 倍"
        "，渠道占比 {share_before} → {share}；"
        "{explained}高出约 {amount}（平常月份出现的概率 {p}）。",
        "en": "{month}: sell-in of {bought} where the channel and its own habit foretell about "
        "{expected}, {ratio} times as much; channel share {share_before} → {share}; "
        "{explained}about {amount} lies above the expected (chance in an ordinary month {p}).",
    },
    figures={
        "bought": Figure("money"),
        "expected": Figure("money"),
        "ratio": Figure("ratio"),
        "share_before": Figure("percent"),
        "share": Figure("percent"),
        "explained": Figure("money"),
    },
    clauses={
        "explained": {
            "zh": "已剔除促销与新品可解释的 {explained}，仍",
            "en": "promotions and launches explain {explained}, which is taken off; ",
        },
    },
    amount_is={
        "zh": "本月进货高出应有水平的部分",
        "en": "the part of the month's sell-in above the expected",
    },
    effect={
        "zh": "进货额（已剔除促销与新品可解释的部分）与应有水平之比",
        "en": "ratio of the amount (less what promotions and launches explain) to the expected",
    },
    anchor="books",
    speaks_for={"stuffing": 1.0, "fabricated_sell_out": 0.5, "diversion": 0.5},
    look="jump",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN in months without an order."""
    base, panel = channel.sell_in, channel.panel
    judged = ~np.isnan(base.score)
    share = panel.channel_share
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(judged & (base.expected > 0), base.amount / base.expected, np.nan)
        share_before = share * base.expected / panel.sell_in_amount
    return Reading(
        p_value=upper_tail_by_month(base.score, kind=channel.size_class),
        effect=ratio,
        amount_in_question=np.where(judged, base.excess, 0.0),
        figures={
            "bought": panel.sell_in_amount,
            "expected": base.expected,
            "ratio": ratio,
            "share_before": share_before,
            "share": share,
            "explained": base.explained,
        },
        expected=base.expected,
    )
