"""Reported sell-out of several months above the dealer's own past.

By itself it is what everybody hopes for. Beside scans it parts the two stories of a dealer whose
goods are scanned less: where reports rose and scans did not, sales were invented or moved; where
reports stayed, consumers only scan less. So it speaks weakly, and only where scans stand beside
it. Who stuffs its warehouse and says so reports no more than before, and is not seen here.
"""

from __future__ import annotations

import numpy as np

from steelyard.balance.windows import over_chosen
from steelyard.baselines import Channel
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import largest, part_above, silent, still_climbing, unit_price

SIGNAL = Signal(
    name="sell_out_rise",
    title={"zh": "上报销量持续走高", "en": "Sustained rise of reported sell-out"},
    question={
        "zh": "近几个月上报的销量是否高于自身以往与渠道走势？",
        "en": "Is its reported sell-out of several months above its own past and the channel's "
        "course?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：上报销量 {reported} 件，按自身以往与渠道走势应约 "
        "{expected} 件，多约 {units} 件，平均每月约 {amount}（平常月份出现的概率 {p}）。",
        "en": "Over {months:month|months} to {month}: {reported:unit|units} reported sold where "
        "its own past and the channel's course foretell about {expected}; about {units} more, "
        "{amount} a month (chance in an ordinary month {p}).",
    },
    figures={
        "months": Figure("count"),
        "reported": Figure("count"),
        "expected": Figure("count"),
        "units": Figure("count"),
    },
    effect={
        "zh": "上报销量与自身以往之比的对数",
        "en": "log of reported sell-out over the dealer's own past",
    },
    amount_is={
        "zh": "几个月上报销量高出自身以往的部分",
        "en": "the part of several months' reported sell-out above the dealer's own past",
    },
    anchor="books",
    speaks_for={"fabricated_sell_out": 0.2, "stock_transfer": 0.2, "diversion": 0.2},
    needs=("sell_in", "sell_out", "scans"),
    months="months",
    settled_by=("stock", "sell_out", "scans"),
    look="jump",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN without enough past."""
    shift = channel.balance.sell_out
    if shift is None or channel.panel.scans is None:
        return silent(channel, SIGNAL)
    departure = np.where(still_climbing(channel), np.nan, shift.departure)
    window = largest(channel, departure)
    reported = over_chosen(channel.panel.sell_out_quantity, window.months)
    units = np.nan_to_num(reported * part_above(window.of(shift.size)))
    return Reading(
        p_value=window.p_value,
        effect=window.of(shift.size),
        amount_in_question=units * unit_price(channel) / window.months,
        figures={
            "months": window.months,
            "reported": reported,
            "expected": reported - units,
            "units": units,
        },
        departure=departure,
    )
