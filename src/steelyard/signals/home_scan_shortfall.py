"""Fewer scans within the territory than the sales that are reported should have brought.

Sales that nobody made bring no scans, and goods that were sold into another territory bring
none at home. Where reports rise and scans at home do not, one of the two has happened; scans
elsewhere tell which. A shopping street that closed, sales to institutions and a scan prize that
ended look the same for a while. Who was given another territory, or hands goods on by
declaration, is not asked: its places say nothing.
"""

from __future__ import annotations

import numpy as np

from steelyard.balance.windows import over_chosen
from steelyard.baselines import Channel
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import largest, part_above, silent, unit_price

SIGNAL = Signal(
    name="home_scan_shortfall",
    title={"zh": "本区扫码不足", "en": "Shortfall of scans at home"},
    question={
        "zh": "本区的消费者扫码是否跟不上上报的销量？",
        "en": "Do scans within its territory fall short of the sell-out that is reported?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：上报销量 {reported}，本区扫码 {scans} 次，"
        "按自身以往应约 {expected} 次，少 {short}；本月上报中约 {units} 件在本区没有遇到消费者，"
        "约 {amount}（平常月份出现的概率 {p}）。",
        "en": "Over {months:month|months} to {month}: {reported:unit|units} reported sold and "
        "{scans:scan|scans} within its territory, where its own past foretells about {expected}; "
        "{short} fewer. About {units} of the month's report met no consumer there, {amount} "
        "(chance in an ordinary month {p}).",
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
        "zh": "本区扫码率与自身以往之比的对数，负为不足，此处取其相反数",
        "en": "log of the own earlier scan rate at home over the window's: above 0 scans fall "
        "short",
    },
    amount_is={
        "zh": "本区扫码不能支持的上报销量",
        "en": "the reported sell-out that no scans at home support",
    },
    anchor="market",
    speaks_for={"fabricated_sell_out": 0.7, "stock_transfer": 0.7, "diversion": 0.7},
    needs=("sell_in", "sell_out", "scans", "dealers"),
    amount_kind="unsupported",
    months="months",
    absence=True,
    settled_by=("audit", "stock", "scans", "sell_out"),
    look="scans",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN without a report or enough past."""
    balance = channel.balance
    shift, scanning = balance.home_scan_rate, balance.scanning
    if shift is None or scanning is None:
        return silent(channel, SIGNAL)
    window = largest(channel, -shift.departure)
    part = part_above(-window.of(shift.size))
    reported = over_chosen(channel.panel.sell_out_quantity, window.months)
    scans = over_chosen(scanning.home, window.months)
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
