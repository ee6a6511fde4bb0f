"""How much of its region's sell-in hangs on one dealer.

Power needs weight: a manufacturer gives in to a dealer that cannot be spared. Weight by itself
is nobody's fault, and the best dealer of a region has it honestly. So nothing is in question
here and no month is listed for it; beside terms that creep up it tells why they do.
"""

from __future__ import annotations

import numpy as np

from steelyard.balance.money import usual_sell_in, weight_in_region
from steelyard.baselines import Channel
from steelyard.signals.signal import Array, Figure, Reading, Signal
from steelyard.statistics.level_shift import LAGS

SIGNAL = Signal(
    name="weight_in_region",
    title={"zh": "区域占比", "en": "Weight in its region"},
    question={
        "zh": "本区域的进货有多少系于这一家？",
        "en": "How much of its region's sell-in hangs on this dealer?",
    },
    explanation={
        "zh": "截至{month}的半年，本区域进货的 {share} 来自这一家（月均 {usual}），"
        "按所占区域份额在全渠道居第 {rank} 位（不低于它的占 {p}）；"
        "占比高本身无过，涉及金额 {amount}。",
        "en": "In the half year to {month} it bought {share} of its region's sell-in ({usual} a "
        "month), the channel's rank {rank} by that share (share of dealers with as much {p}). "
        "Weight is no fault; in question: {amount}.",
    },
    figures={
        "share": Figure("percent"),
        "usual": Figure("money"),
        "rank": Figure("count"),
    },
    effect={
        "zh": "占本区域进货的比例",
        "en": "share of the region's sell-in",
    },
    amount_is={
        "zh": "无：占比高本身无过",
        "en": "nothing: weight is no fault",
    },
    anchor="books",
    speaks_for={"power": 0.2},
    needs=("sell_in", "dealers"),
    needs_one_of=("claims", "payments"),
    amount_kind="conceded",
    months=6,
    settled_by=("sell_out", "stock", "scans"),
    look="terms",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN where it bought nothing for half a year."""
    weight, shape = channel.balance.weight_in_region, channel.panel.shape
    rank = _rank(weight)
    return Reading(
        p_value=rank / (np.count_nonzero(~np.isnan(weight), axis=0) + 1.0),
        effect=np.where(np.isnan(weight), np.nan, weight_in_region(channel.panel)),
        amount_in_question=np.zeros(shape),
        figures={
            "share": weight_in_region(channel.panel),
            "usual": usual_sell_in(channel.panel),
            "rank": rank,
        },
        departure=np.repeat(weight[None], len(LAGS), axis=0),
    )


def _rank(weight: Array) -> Array:
    """Return the place of each in its month, 1 for the largest; NaN where unknown."""
    known = ~np.isnan(weight)
    order = np.argsort(np.where(known, -weight, np.inf), axis=0, kind="stable")
    rank = np.empty(weight.shape)
    np.put_along_axis(rank, order, np.arange(1.0, weight.shape[0] + 1)[:, None], axis=0)
    return np.where(known, rank, np.nan)
