"""Days of sell-in that stand unpaid, above the dealer's own past.

Terms creep up with power: who cannot be spared pays later, and is not pressed. Goods that do
not sell are paid late too, and so is everybody in a poor season; that moves the whole channel
and is taken off. A credit line that was raised by contract looks the same, until somebody looks
it up.
"""

from __future__ import annotations

import numpy as np

from steelyard.balance.money import LEAST_OWED, ordinary_sell_in, owed
from steelyard.baselines import Channel
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import above_expected, largest, mean_within, silent

SIGNAL = Signal(
    name="days_unpaid_rise",
    title={"zh": "应收周转变慢", "en": "Rise of days sales outstanding"},
    question={
        "zh": "应收周转天数是否高于自身以往与渠道走势？",
        "en": "Are its days sales outstanding above its own past and the channel's course?",
    },
    explanation={
        "zh": "{month}末应收 {owed}；至当月的 {months} 个月应收周转平均 {days} 天，"
        "按自身以往与渠道走势应约 {before} 天；多占用约 {amount}（"
        "平常月份出现的概率 {p}）。",
        "en": "{owed} outstanding at the end of {month}. Days sales outstanding were {days} on "
        "average over {months:month|months}, where its own past and the channel's course foretell "
        "about {before}; about {amount} more is tied up (chance in an ordinary "
        "month {p}).",
    },
    figures={
        "months": Figure("count"),
        "owed": Figure("money"),
        "days": Figure("days"),
        "before": Figure("days"),
    },
    effect={
        "zh": "应收周转与应有水平之比的对数",
        "en": "log of the months of sell-in outstanding over those expected",
    },
    amount_is={
        "zh": "高出应有周转天数的应收",
        "en": "the receivables beyond the days that were to be expected",
    },
    anchor="books",
    speaks_for={"power": 1.0, "stuffing": 0.3},
    needs=("sell_in", "invoices", "payments"),
    amount_kind="conceded",
    stands=True,
    months="months",
    settled_by=("statement", "stock", "sell_out", "scans"),
    look="terms",
)

_DAYS = 30.4
"""Of a month."""


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN without accounts or enough past."""
    shift, outstanding = channel.balance.months_owed, owed(channel.panel)
    if shift is None or outstanding is None:
        return silent(channel, SIGNAL)
    window = largest(channel, shift.departure)
    usual = ordinary_sell_in(channel.panel)
    months = mean_within(window, outstanding / usual)
    more = above_expected(months, window.of(shift.size), LEAST_OWED)
    return Reading(
        p_value=window.p_value,
        effect=window.of(shift.size),
        amount_in_question=np.nan_to_num(np.fmin(more * usual, outstanding)),
        figures={
            "months": window.months,
            "owed": outstanding,
            "days": months * _DAYS,
            "before": (months - more) * _DAYS,
        },
        departure=shift.departure,
    )
