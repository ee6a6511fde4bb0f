"""Far more orders in a month than the dealer places and its peers place now.

A dealer that helps a salesperson reach a target often splits or repeats orders. Counts are
judged as counts: a negative binomial whose dispersion is the dealer's own, shrunk to the
channel's, and then ranked among earlier months. Orders cancelled by an equal document do
not count.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from steelyard.baselines import Channel
from steelyard.signals.signal import Array, Figure, Reading, Signal
from steelyard.statistics.counts import count_upper_tail, dispersion
from steelyard.statistics.tails import upper_tail_by_month

SIGNAL = Signal(
    name="order_count_jump",
    title={"zh": "进货次数突增", "en": "Jump in the number of orders"},
    question={
        "zh": "本月进货次数是否远多于自身规律与渠道走势应有的次数？",
        "en": "Are there far more orders this month than its habit and the channel foretell?",
    },
    explanation={
        "zh": "{month}进货 {orders} 次{undone}，按自身规律与渠道走势应约 {expected} 次，"
        "是应有次数的 {ratio} 倍；每次约 {order_amount}，多出部分约 {amount}"
        "（平常月份出现的概率 {p}）。",
        "en": "Orders in {month}: {orders}{undone}, where its habit and the channel foretell about "
        "{expected}, {ratio} times as many, about {order_amount} each; the surplus is about "
        "{amount} (chance in an ordinary month {p}).",
    },
    figures={
        "orders": Figure("count"),
        "expected": Figure("count"),
        "ratio": Figure("ratio"),
        "order_amount": Figure("money"),
        "undone": Figure("count"),
    },
    clauses={
        # The monthly table counts every document; what was undone is no order that stands.
        "undone": {
            "zh": "（另有退货或已冲销的单据 {undone} 张）",
            "en": " (documents of returns and cancelled orders: {undone})",
        },
    },
    amount_is={
        "zh": "多出的进货次数乘以每次金额，以本月多进的为限",
        "en": "the surplus orders at their mean size, the month's surplus at the most",
    },
    effect={
        "zh": "未被冲销的进货次数与应有次数之比",
        "en": "ratio of the number of standing orders to the expected number",
    },
    anchor="books",
    speaks_for={"stuffing": 0.6, "fabricated_sell_out": 0.3},
    look="jump",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN in months without an order."""
    panel, base = channel.panel, channel.sell_in
    judged = channel.ordered & channel.enough_past
    count = _unexplained(panel.standing_order_count, panel.sell_in_amount, base.explained)
    mean = np.where(judged, channel.expected_order_count, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = count / np.where(mean > 0, mean, np.nan)
        order_amount = panel.standing_amount / panel.standing_order_count
    surplus = np.maximum(np.nan_to_num((count - mean) * order_amount, nan=0.0), 0.0)
    return Reading(
        p_value=_p_value(np.where(judged, count, np.nan), mean, channel),
        effect=ratio,
        # More orders for the same money are a habit, not a sum to be asked about.
        amount_in_question=np.minimum(surplus, np.where(judged, base.excess, 0.0)),
        figures={
            "orders": panel.standing_order_count,
            "expected": mean,
            "ratio": ratio,
            "order_amount": order_amount,
            "undone": panel.undone_order_count,
        },
        expected=mean,
    )


def _unexplained(count: Array, amount: Array, explained: Array) -> Array:
    """Return the orders less those that the explained part of the amount stands for."""
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.where(amount > 0, explained / amount, 0.0)
    return np.asarray(np.floor(np.nan_to_num(count, nan=0.0) * (1 - part) + 1e-9))


def _p_value(count: Array, mean: Array, channel: Channel) -> Array:
    """Return how rare the count's negative binomial tail is among those of earlier months.

    Orders by a weekly routine scatter less than any such model, orders in bursts more: the
    channel's own past says which, as it does for money.
    """
    model = count_upper_tail(count, mean, dispersion(count, mean))
    return upper_tail_by_month(
        -special.ndtri(np.clip(model, 1e-300, 1 - 1e-12)), kind=channel.size_class
    )
