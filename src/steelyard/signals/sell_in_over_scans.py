"""More goods bought than the market saw.

What comes in must go out, and what goes out is scanned, a few in a hundred. Where sell-in rises
against scans and stays up, goods lie somewhere, whatever the reports say. Who orders every
third month has such a rise after each order, so that windows of months count; stock built
before a festival and goods for an institution, which nobody scans, look the same for a while.
"""

from __future__ import annotations

import numpy as np

from steelyard.balance.flows import whole_months
from steelyard.balance.windows import over_chosen
from steelyard.baselines import Channel
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import largest, part_above, silent, unit_price

SIGNAL = Signal(
    name="sell_in_over_scans",
    title={"zh": "进货多于市场所见", "en": "Sell-in beyond what the market saw"},
    question={
        "zh": "进货是否多于消费者扫码所能反映的销量？",
        "en": "Has it bought more goods than consumers' scans can account for?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：净进货 {bought} 件，扫码 {scans} 次；"
        "按自身以往每次扫码对应的进货，这些扫码只对应约 {expected} 件，"
        "约 {units} 件市场上没有见到，平均每月约 {amount}（平常月份出现的概率 {p}）。",
        "en": "Over {months:month|months} to {month}: {bought:unit|units} bought and "
        "{scans:scan|scans}, which by its own past stand for about {expected:unit|units}. The "
        "market has not seen about {units:unit|units}, {amount} a month (chance in an ordinary "
        "month {p}).",
    },
    figures={
        "months": Figure("count"),
        "bought": Figure("count"),
        "scans": Figure("count"),
        "expected": Figure("count"),
        "units": Figure("count"),
    },
    effect={
        "zh": "进货与扫码之比对自身以往的倍数的对数",
        "en": "log of the ratio of sell-in to scans over that ratio in the dealer's own past",
    },
    amount_is={
        "zh": "市场上没有见到的进货",
        "en": "the sell-in that the market has not seen",
    },
    anchor="market",
    speaks_for={"stuffing": 1.0, "fabricated_sell_out": 0.7},
    needs=("sell_in", "scans"),
    amount_kind="unsupported",
    months="months",
    absence=True,
    settled_by=("audit", "stock", "sell_out", "scans"),
    look="loading",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN without scans or enough past."""
    shift = channel.balance.in_against_scans
    if shift is None:
        return silent(channel, SIGNAL)
    window = largest(channel, shift.departure)
    held = np.asarray(whole_months())[window.row]
    bought = over_chosen(channel.panel.sell_in_quantity, held)
    units = np.nan_to_num(bought * part_above(window.of(shift.size)))
    return Reading(
        p_value=window.p_value,
        effect=window.of(shift.size),
        amount_in_question=units * unit_price(channel) / held,
        figures={
            "months": held,
            "bought": bought,
            "scans": over_chosen(channel.panel.scans, held),
            "expected": bought - units,
            "units": units,
        },
        departure=shift.departure,
    )
