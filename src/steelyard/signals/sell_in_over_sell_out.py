"""More goods bought than the dealer itself says it sold.

The plainest sign of goods that nobody wanted, where the dealer reports honestly: they lie in
its own warehouse and it says so. Stock built before a festival, a new line of goods and a few
months without a report look the same; windows of months, and the channel's month, take most of
that away.
"""

from __future__ import annotations

import numpy as np

from steelyard.balance.flows import whole_months
from steelyard.balance.windows import over_chosen
from steelyard.baselines import Channel
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import largest, part_above, silent, unit_price

SIGNAL = Signal(
    name="sell_in_over_sell_out",
    title={"zh": "进货多于出货", "en": "Sell-in beyond sell-out"},
    question={
        "zh": "进货是否多于经销商自己上报的销量？",
        "en": "Has it bought more goods than it says it sold?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：净进货 {bought} 件，上报销量 {reported} 件；"
        "按自身以往进货与出货之比应约进 {expected} 件，多进约 {units} 件，"
        "平均每月约 {amount}（平常月份出现的概率 {p}）。",
        "en": "Over {months:month|months} to {month}: {bought:unit|units} bought and {reported} "
        "reported sold; by its own past ratio of the two it would have bought about {expected}. "
        "About {units:unit|units} more than that, {amount} a month (chance in an ordinary month "
        "{p}).",
    },
    figures={
        "months": Figure("count"),
        "bought": Figure("count"),
        "reported": Figure("count"),
        "expected": Figure("count"),
        "units": Figure("count"),
    },
    effect={
        "zh": "进货与上报销量之比对自身以往的倍数的对数",
        "en": "log of the ratio of sell-in to reported sell-out over that ratio in its own past",
    },
    amount_is={
        "zh": "进货高出上报销量所需的部分",
        "en": "the sell-in beyond what the reported sell-out called for",
    },
    anchor="books",
    speaks_for={"stuffing": 1.0},
    needs=("sell_in", "sell_out"),
    months="months",
    settled_by=("audit", "stock", "scans", "sell_out"),
    look="loading",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN without reports or enough past."""
    shift = channel.balance.in_against_reports
    if shift is None:
        return silent(channel, SIGNAL)
    window = largest(channel, shift.departure)
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
            "reported": over_chosen(channel.panel.sell_out_quantity, held),
            "expected": bought - units,
            "units": units,
        },
        departure=shift.departure,
    )
