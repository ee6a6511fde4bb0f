"""Trade spend that takes a growing share of sell-in.

A dealer that cannot be spared asks for more: promotion, price support, rebates off the list.
Each claim has its reason; that their share of sell-in climbs above the dealer's own past and
above the channel's is what power looks like. A launch year, an opened market and claims that
are settled late look the same for a while.
"""

from __future__ import annotations

import numpy as np

from steelyard.balance.flows import whole_months
from steelyard.balance.windows import over_chosen
from steelyard.baselines import Channel
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import largest, part_above, silent

SIGNAL = Signal(
    name="trade_spend_rise",
    title={"zh": "费用率走高", "en": "Rise of the trade-spend ratio"},
    question={
        "zh": "费用占进货的比例是否高于自身以往与渠道走势？",
        "en": "Does trade spend take more of its sell-in than in its own past?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：已付费用 {paid}，占进货 {bought} 的 {ratio}，"
        "按自身以往与渠道走势应约 {before}；平均每月多付约 {amount}（平常月份出现的概率 {p}）。",
        "en": "Over {months:month|months} to {month}: claims paid came to {paid} on a sell-in of "
        "{bought}, {ratio} where its own past and the channel's course foretell about {before}; "
        "about {amount} a month more (chance in an ordinary month {p}).",
    },
    figures={
        "months": Figure("count"),
        "paid": Figure("money"),
        "bought": Figure("money"),
        "ratio": Figure("percent"),
        "before": Figure("percent"),
    },
    effect={
        "zh": "费用率与应有水平之比的对数",
        "en": "log of the trade-spend ratio over the expected",
    },
    amount_is={
        "zh": "高出应有费用率的已付费用",
        "en": "the claims paid beyond the ratio that was to be expected",
    },
    anchor="books",
    speaks_for={"power": 1.0},
    needs=("sell_in", "claims"),
    amount_kind="conceded",
    months="months",
    settled_by=("claim_papers", "sell_out", "stock", "scans"),
    look="terms",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN without claims or enough past."""
    shift = channel.balance.trade_spend
    if shift is None:
        return silent(channel, SIGNAL)
    window = largest(channel, shift.departure)
    held = np.asarray(whole_months())[window.row]
    paid = over_chosen(channel.panel.claims_paid, held)
    bought = over_chosen(channel.panel.sell_in_amount, held)
    more = np.maximum(np.nan_to_num(paid * part_above(window.of(shift.size))), 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio, before = paid / bought, (paid - more) / bought
    return Reading(
        p_value=window.p_value,
        effect=window.of(shift.size),
        amount_in_question=more / held,
        figures={
            "months": held,
            "paid": paid,
            "bought": bought,
            "ratio": ratio,
            "before": before,
        },
        departure=shift.departure,
    )
