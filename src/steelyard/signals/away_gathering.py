"""Scans away from home that gather in one place.

Goods that travellers carry home surface everywhere, as neighbourhood and population have it.
Goods that were sold into somebody's territory surface there. So the place with most scans
beyond every honest way of spreading is named: whose territory it is will know. A big wedding, a
company's present to its branch or a shop that moved gather too, for a month.
"""

from __future__ import annotations

import numpy as np

from steelyard.baselines import Channel
from steelyard.signals.named import place_names
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import largest, silent, unit_price

SIGNAL = Signal(
    name="away_gathering",
    title={"zh": "区外扫码扎堆", "en": "Scans away gather in one place"},
    question={
        "zh": "区外扫码是否集中在个别地方，而不是随人流散开？",
        "en": "Do its scans outside the territory gather in one place rather than spread?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：在 {place} 扫码 {scans} 次，"
        "按同区其他经销商、各地人流与自身以往最多应约 {expected} 次；多出的相当于约 {units} 件，"
        "平均每月约 {amount}（平常月份出现的概率 {p}）。",
        "en": "Over {months:month|months} to {month}: {scans:scan|scans} in {place}, where its "
        "neighbours, the flow of people and its own past foretell about {expected} at most. The "
        "excess stands for about {units:unit|units}, {amount} a month (chance in an ordinary "
        "month {p}).",
    },
    figures={
        "months": Figure("count"),
        "place": Figure("text"),
        "scans": Figure("count"),
        "expected": Figure("count"),
        "units": Figure("count"),
    },
    effect={
        "zh": "该地扫码次数与应有次数之比",
        "en": "ratio of the scans in that place to those foretold",
    },
    amount_is={
        "zh": "该地多出的扫码所代表的货",
        "en": "the goods that the excess of scans in that place stands for",
    },
    anchor="market",
    speaks_for={"diversion": 1.0, "stock_transfer": 0.5},
    needs=("sell_in", "scans", "dealers"),
    amount_kind="unsupported",
    months="months",
    settled_by=("mystery_scan", "stock", "sell_out", "scans"),
    look="away",
)


def read(channel: Channel) -> Reading:
    """Return the reading of dealers whose scans away stand out at all; NaN of all others."""
    found, worth = channel.balance.destinations, channel.balance.units_for_each_scan
    if found is None or worth is None:
        return silent(channel, SIGNAL)
    window = largest(channel, found.departure)
    scans, expected = window.of(found.scans), window.of(found.expected)
    units = np.nan_to_num(np.maximum(scans - expected, 0.0) * worth)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = scans / expected
    return Reading(
        p_value=window.p_value,
        effect=ratio,
        amount_in_question=units * unit_price(channel) / window.months,
        figures={
            "months": window.months,
            "place": place_names(channel, window.of(found.place)),
            "scans": scans,
            "expected": expected,
            "units": units,
        },
        departure=found.departure,
    )
