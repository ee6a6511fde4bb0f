"""Months of stock that never fall as low as they used to.

Who orders every third month has a full warehouse after each order and an empty one before the
next. Goods that nobody wants are still there then: the least cover within three months rises.
That takes the rhythm of orders away; festivals, announced prices and a bad season remain, and
those move the whole channel.
"""

from __future__ import annotations

import numpy as np

from steelyard.balance.books import usual_sell_out
from steelyard.balance.cover import LEAST, months_of_stock
from steelyard.baselines import Channel
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import above_expected, largest, mean_within, silent, unit_price

SIGNAL = Signal(
    name="least_stock_cover_rise",
    title={"zh": "最低库存抬高", "en": "Rise of the least stock cover"},
    question={
        "zh": "三个月中最低的库存周转月数是否也高于自身以往？",
        "en": "Is its stock cover above its own past even at its lowest within three months?",
    },
    explanation={
        "zh": "至{month}的 {months} 个月：每三个月中最低的月末库存，平均仍相当于 {cover} 个月的出货"
        "，按自身以往与渠道走势应约 {before} 个月；约多 {units} 件，"
        "约 {amount}（平常月份出现的概率 {p}）。",
        "en": "Over {months:month|months} to {month}: stock cover at its lowest within three "
        "months averaged {cover} (in months of sell-out), where its own past and the channel's "
        "month foretell about {before}; about {units:unit|units} too many, {amount} (chance in an "
        "ordinary month {p}).",
    },
    figures={
        "months": Figure("count"),
        "cover": Figure("ratio"),
        "before": Figure("ratio"),
        "units": Figure("count"),
    },
    effect={
        "zh": "最低库存周转月数与应有水平之比的对数",
        "en": "log of the least months of stock over those expected",
    },
    amount_is={
        "zh": "高出应有最低周转水平的库存",
        "en": "the stock above the least cover that was to be expected",
    },
    anchor="books",
    speaks_for={"stuffing": 1.0},
    needs=("sell_in", "sell_out", "stock"),
    amount_kind="stocked",
    stands=True,
    months="months",
    settled_by=("audit", "stock", "scans", "sell_out"),
    look="cover",
)


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN without a count or enough past."""
    shift = channel.balance.least_cover
    months = months_of_stock(channel.panel, least=True)
    if shift is None or months is None:
        return silent(channel, SIGNAL)
    window = largest(channel, shift.departure)
    cover = mean_within(window, months)
    more = above_expected(cover, window.of(shift.size), LEAST)
    units = np.nan_to_num(more * usual_sell_out(channel.panel))
    return Reading(
        p_value=window.p_value,
        effect=window.of(shift.size),
        amount_in_question=units * unit_price(channel),
        figures={"months": window.months, "cover": cover, "before": cover - more, "units": units},
        departure=shift.departure,
    )
