"""Fewer scans than the sales that are reported should have brought.

Of the units that consumers buy a few in a hundred are scanned, at each dealer about as many as
before. Sales that nobody made bring no scans: where reports rise and scans do not, goods lie
somewhere, whatever the books say. Bulk sales to institutions and a scan prize that ended look
the same for a month or two; a window of months and a second witness tell them apart.
"""

from __future__ import annotations

import numpy as np

from steelyard.balance.windows import over_chosen
from steelyard.baselines import Channel
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import largest, part_above, silent, unit_price

SIGNAL = Signal(
    name="scan_shortfall",
    title={"zh": "扫码不足", "en": "Scan shortfall"},
    question={
        "zh": "消费者扫码是否跟不上上报的销量？",
        "en": "Do consumers' scans fall short of the sell-out that is reported?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：上报销量 {reported}，扫码 {scans} 次，"
        "按自身以往的扫码率应约 {expected} 次，少 {short}；本月上报中约 {units} 件没有消费者，"
        "约 {amount}（平常月份出现的概率 {p}）。",
        "en": "Up to {month} (months weighed together: {months}) sell-out of {reported} was "
        "reported and scans came to {scans}, where its own earlier scan rate foretells about "
        "{expected}: {short} too few. About {units} of the month's report have no consumer, "
        "{amount} (chance in an ordinary month {p}).",
    },
    figures={
        "months": Figure("count"),
        "reported": Figure("count"),
        "scans": Figure("count"),
        "expected": Figure("count"),
        "short": Figure("percent"),
        "units": Figure("count"),
    },
    effect={
        "zh": "扫码率与自身以往之比的对数，负为不足，此处取其相反数",
        "en": "log of the own earlier scan rate over the window's: above 0 scans fall short",
    },
    amount_is={
        "zh": "没有扫码可以支持的上报销量",
        "en": "the reported sell-out that no scans support",
    },
    anchor="market",
    speaks_for={"fabricated_sell_out": 1.0, "stock_transfer": 0.7},
    needs=("sell_in", "sell_out", "scans"),
    amount_kind="unsupported",
    months="months",
    absence=True,
    settled_by=("audit", "stock", "scans", "sell_out"),
    look="scans",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN without a report or enough past."""
    balance = channel.balance
    shift, scanning = balance.scan_rate, balance.scanning
    if shift is None or scanning is None:
        return silent(channel, SIGNAL)
    window = largest(channel, -shift.departure)
    part = part_above(-window.of(shift.size))
    reported = over_chosen(channel.panel.sell_out_quantity, window.months)
    scans = over_chosen(scanning.all, window.months)
    # The month's own part, so that the amounts of the months of one matter can be added.
    units = np.nan_to_num(np.asarray(channel.panel.sell_out_quantity) * part)
    return Reading(
        p_value=window.p_value,
        effect=-window.of(shift.size),
        amount_in_question=units * unit_price(channel),
        figures={
            "months": window.months,
            "reported": reported,
            "scans": scans,
            "expected": scans / (1 - part),
            "short": part,
            "units": units,
        },
        departure=-shift.departure,
    )
