"""Too much of the month's goods ordered in its last days.

Who orders to make a month's target, not to sell, orders at its end. The share of the last
days is weighed against the dealer's own other months and the channel's same month, and only
where there are enough orders of like size, on enough days, for a share to mean anything.
Three months' ends are weighed together as well.
"""

from __future__ import annotations

import numpy as np

from steelyard.baselines import Channel
from steelyard.baselines.period_end import last_days
from steelyard.signals.period_end import Asked, answer
from steelyard.signals.signal import Figure, Reading, Signal

SIGNAL = Signal(
    name="month_end_loading",
    title={"zh": "月末压货", "en": "Loading at the month's end"},
    question={
        "zh": "本月进货是否异常集中在月末几天？",
        "en": "Is this month's sell-in unusually crowded into its last days?",
    },
    explanation={
        "zh": "{month}月末进货 {late}，占全月 {share}（自身规律与渠道同月应约 {expected}，"
        "全月 {orders} 次进货{undone}）{over_three}；集中部分约 {amount}"
        "（平常月份出现的概率 {p}）。",
        "en": "{month}: {late} came in the month's last days, {share} of the month where its own "
        "months and the channel's same month foretell {expected} (orders in the month: {orders}"
        "{undone}){over_three}; about {amount} is crowded there (chance in an ordinary month {p}).",
    },
    figures={
        "late": Figure("money"),
        "share": Figure("percent"),
        "expected": Figure("percent"),
        "orders": Figure("count"),
        "undone": Figure("count"),
        "over_three": Figure("percent"),
    },
    clauses={
        # The monthly table counts every document; what was undone is no order that stands.
        "undone": {
            "zh": "，另有退货或已冲销的单据 {undone} 张",
            "en": "; documents of returns and cancelled orders: {undone}",
        },
        "over_three": {
            "zh": "，近三个月合计占 {over_three}",
            "en": ", {over_three} over the last three months together",
        },
    },
    months=3,
    amount_is={
        "zh": "月末几天比应有多进的部分",
        "en": "what the month's last days took above their expected share",
    },
    # When goods were signed for and whether they came back; a count alone tells no time.
    settled_by=("receipts", "stock", "sell_out", "scans"),
    amount_kind="crowded",
    effect={
        "zh": "月末几天的占比与应有占比之差，以 1 为全月",
        "en": "difference of the last days' share from the expected share, as a share of one",
    },
    anchor="books",
    speaks_for={"stuffing": 0.6},
    look="timing",
    judges_partial_month=False,
)

_LEAST = 4
"""Orders of like size, order days at the most, below which a month's split is an accident."""
_LEAST_TOGETHER = 8
_MONTHS = 3
_FEWEST_MONTHS = 4


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN where there are too few order days."""
    panel = channel.panel
    end = last_days(panel, ~channel.partial_months)
    found = answer(channel, end, Asked(end.like, _LEAST, _MONTHS, _LEAST_TOGETHER, _FEWEST_MONTHS))
    crowded = np.nan_to_num(found.departure * end.whole, nan=0.0) - channel.sell_in.explained
    return Reading(
        p_value=found.p_value,
        effect=found.departure,
        amount_in_question=np.maximum(crowded, 0.0),
        figures={
            "late": panel.month_end_amount,
            "share": found.share,
            "expected": found.expected,
            "orders": panel.standing_order_count,
            "undone": panel.undone_order_count,
            "over_three": found.together,
        },
        expected=found.expected,
    )
