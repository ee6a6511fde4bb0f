"""Sell-in of several months above the dealer's own past.

By itself a rise is a success, and the signals of jumps see it better. Beside reports of what
became of the goods it tells when a lie began and how large it may be: who invents sales, moves
stock or sells into other territories buys more. Growth, a new outlet and a dealer that closed
next door look the same. So it speaks weakly, and only where a market report stands beside it.
"""

from __future__ import annotations

import numpy as np

from steelyard.balance.flows import whole_months
from steelyard.balance.windows import over_chosen
from steelyard.baselines import Channel
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import largest, part_above, still_climbing, unit_price

SIGNAL = Signal(
    name="sell_in_rise",
    title={"zh": "进货持续走高", "en": "Sustained rise of sell-in"},
    question={
        "zh": "近几个月的进货是否高于自身以往与渠道走势？",
        "en": "Is its sell-in of several months above its own past and the channel's course?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：净进货 {bought} 件，按自身以往与渠道走势应约 {expected} "
        "件，多约 {units} 件，平均每月约 {amount}（平常月份出现的概率 {p}）。",
        "en": "Over {months:month|months} to {month}: {bought:unit|units} bought where its own "
        "past and the channel's course foretell about {expected}; about {units} more, {amount} a "
        "month (chance in an ordinary month {p}).",
    },
    figures={
        "months": Figure("count"),
        "bought": Figure("count"),
        "expected": Figure("count"),
        "units": Figure("count"),
    },
    effect={
        "zh": "进货与自身以往之比的对数",
        "en": "log of sell-in over the dealer's own past",
    },
    amount_is={
        "zh": "几个月进货高出自身以往的部分",
        "en": "the part of several months' sell-in above the dealer's own past",
    },
    anchor="books",
    speaks_for={
        "stuffing": 0.2,
        "fabricated_sell_out": 0.2,
        "stock_transfer": 0.2,
        "diversion": 0.2,
    },
    needs_one_of=("sell_out", "stock", "scans"),
    months="months",
    settled_by=("stock", "sell_out", "scans"),
    look="jump",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN without enough past."""
    shift = channel.balance.sell_in
    departure = np.where(still_climbing(channel), np.nan, shift.departure)
    window = largest(channel, departure)
    held = np.asarray(whole_months())[window.row]
    bought = over_chosen(channel.balance.received, held)
    units = np.nan_to_num(bought * part_above(window.of(shift.size)))
    return Reading(
        p_value=window.p_value,
        effect=window.of(shift.size),
        amount_in_question=units * unit_price(channel) / held,
        figures={
            "months": held,
            "bought": bought,
            "expected": bought - units,
            "units": units,
        },
        departure=departure,
    )
