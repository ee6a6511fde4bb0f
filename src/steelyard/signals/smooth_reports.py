"""Sell-out reports that look written at a desk: too even, too round, or another dealer's.

What hundreds of consumers buy is never even, rarely round and never the same at two dealers for
months. But a buyer with standing orders is even, goods in cases of ten are round, and a parent
that reports for two shops may mix them up. So this only stands beside other evidence and weighs
little: no verdict rests on the look of figures.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from steelyard.balance.copied import copied
from steelyard.balance.report_habits import MONTHS, evenness, roundness
from steelyard.baselines import Channel
from steelyard.signals.named import dealer_names
from steelyard.signals.signal import Array, Figure, Reading, Signal
from steelyard.signals.windowed import silent, unit_price
from steelyard.statistics.level_shift import LAGS
from steelyard.statistics.tails import upper_tail_by_month

SIGNAL = Signal(
    name="smooth_reports",
    title={"zh": "上报过于整齐", "en": "Reports too neat"},
    question={
        "zh": "上报的销量是否过于平稳、过于取整，或与别家分毫不差？",
        "en": "Are its reports of sell-out too even, too round, or another dealer's to the unit?",
    },
    explanation={
        "zh": "至{month}的 12 个月，上报的销量不像逐笔记出来的{even}{tens}{same}；"
        "当月上报约 {amount}（平常月份出现的概率 {p}）。这只是旁证。",
        "en": "Over the 12 months to {month} its reports do not look as if kept sale by sale"
        "{even}{tens}{same}; the month's report is worth about {amount} (chance in an ordinary "
        "month {p}). This corroborates and no more.",
    },
    figures={
        "even": Figure("percent"),
        "peers": Figure("percent"),
        "tens": Figure("percent"),
        "channel": Figure("percent"),
        "same": Figure("count"),
        "partner": Figure("text"),
    },
    clauses={
        "even": {
            "zh": "：逐月只变动 {even}，同等规模的经销商约 {peers}",
            "en": ": they move by {even} from month to month, those of dealers of its size by "
            "about {peers}",
        },
        "tens": {
            "zh": "：{tens} 的行是整十数，全渠道 {channel}",
            "en": ": {tens} of its lines are in round tens, of the channel's {channel}",
        },
        "same": {
            "zh": "：有 {same} 个月与 {partner} 的数字分毫不差",
            "en": ": in some months ({same}) the figure was that of {partner} to the unit",
        },
    },
    effect={
        "zh": "平稳、取整、雷同三者中最突出的一项，以平常差异为单位",
        "en": "the most conspicuous of evenness, roundness and agreement, in ordinary spreads",
    },
    amount_is={
        "zh": "当月上报的销量",
        "en": "the sell-out reported in the month",
    },
    anchor="books",
    speaks_for={"fabricated_sell_out": 0.2},
    needs=("sell_in", "sell_out"),
    amount_kind="unsupported",
    months=MONTHS,
    settled_by=("audit", "scans", "stock", "sell_out"),
    look="reports",
)

_CLEAR = 2.0
"""Departure from which a look of the figures is worth a clause."""


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN with less than half a year of reports."""
    sold = channel.panel.sell_out_quantity
    even, tens = evenness(channel.panel), roundness(channel.panel)
    if sold is None or even is None:
        return silent(channel, SIGNAL)
    agrees = copied(sold)
    same = _z(agrees.p_value)
    round_departure = np.full(sold.shape, np.nan) if tens is None else tens.departure
    most = np.fmax(np.fmax(even.departure, round_departure), same)
    nothing = np.zeros(sold.shape)
    return Reading(
        p_value=upper_tail_by_month(most, kind=channel.size_class),
        effect=most,
        amount_in_question=np.maximum(np.nan_to_num(sold), 0.0) * unit_price(channel),
        figures={
            "even": np.where(even.departure > _CLEAR, even.spread, 0.0),
            "peers": even.peers,
            "tens": nothing if tens is None else np.where(tens.departure > _CLEAR, tens.share, 0.0),
            "channel": nothing if tens is None else tens.channel,
            "same": np.where(same > _CLEAR, agrees.months, 0.0),
            "partner": dealer_names(channel, agrees.partner),
        },
        departure=np.repeat(most[None], len(LAGS), axis=0),
    )


def _z(p_value: Array) -> Array:
    """Return the standard normal departure of that chance; NaN where nobody agrees."""
    return np.where(p_value < 1, -special.ndtri(np.clip(p_value, 1e-15, 1.0)), np.nan)
