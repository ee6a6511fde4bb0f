"""Money overdue, above the dealer's own past.

Days outstanding may be long by contract; what is overdue breaks it. Who is known to pay late
always does, and is held against itself; a poor season moves the whole channel. A disputed
invoice and a payment that crossed the month's end look the same for a month.
"""

from __future__ import annotations

import numpy as np

from steelyard.balance.money import LEAST_OVERDUE, ordinary_sell_in, overdue
from steelyard.baselines import Channel
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.signals.windowed import above_expected, largest, mean_within, silent

SIGNAL = Signal(
    name="overdue_rise",
    title={"zh": "逾期增多", "en": "Rise of money overdue"},
    question={
        "zh": "逾期未付的货款是否高于自身以往与渠道走势？",
        "en": "Is the money overdue above its own past and the channel's course?",
    },
    explanation={
        "zh": "{month}末逾期 {overdue}；至当月的 {months} 个月平均相当于 {days} 天的进货，"
        "按自身以往与渠道走势应约 {before} 天；多逾期约 {amount}（"
        "平常月份出现的概率 {p}）。",
        "en": "{overdue} overdue at the end of {month}. In days of sell-in it was {days} on "
        "average over {months:month|months}, where its own past and the channel's course foretell "
        "about {before}; about {amount} more (chance in an ordinary month {p}).",
    },
    figures={
        "months": Figure("count"),
        "overdue": Figure("money"),
        "days": Figure("days"),
        "before": Figure("days"),
    },
    effect={
        "zh": "逾期折合的进货月数与应有水平之比的对数",
        "en": "log of the months of sell-in overdue over those expected",
    },
    amount_is={
        "zh": "高出自身以往的逾期货款",
        "en": "the money overdue beyond the dealer's own past",
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
    shift, late = channel.balance.months_overdue, overdue(channel.panel)
    if shift is None or late is None:
        return silent(channel, SIGNAL)
    window = largest(channel, shift.departure)
    usual = ordinary_sell_in(channel.panel)
    months = mean_within(window, late / usual)
    more = above_expected(months, window.of(shift.size), LEAST_OVERDUE)
    return Reading(
        p_value=window.p_value,
        effect=window.of(shift.size),
        amount_in_question=np.nan_to_num(np.fmin(more * usual, late)),
        figures={
            "months": window.months,
            "overdue": late,
            "days": months * _DAYS,
            "before": (months - more) * _DAYS,
        },
        departure=shift.departure,
    )
