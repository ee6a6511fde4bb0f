"""A large dealer that stops ordering.

After stuffing comes a hole; a dealer that changes sides falls silent too. Only the largest
dealers are watched, each against its own gaps: a quarterly buyer is not silent between its
orders, and a channel that rests as a whole (a festival) makes nobody silent.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines import Channel
from steelyard.baselines.calendar import days_in_month
from steelyard.signals.signal import Array, Figure, Reading, Signal
from steelyard.statistics.tails import upper_tail_by_month
from steelyard.statistics.trailing import trailing_count, trailing_sum

SIGNAL = Signal(
    name="sudden_silence",
    title={"zh": "大户突然停进", "en": "Sudden silence of a large dealer"},
    question={
        "zh": "这家大户是否突然不再进货，间隔远超自身规律？",
        "en": "Has this large dealer stopped ordering, for far longer than its own gaps?",
    },
    explanation={
        "zh": "至{month}末已 {days} 天未进货（平常两次进货约隔 {usual} 天）；"
        "按渠道走势与自身规律本月应进约 {amount}（平常月份出现的概率 {p}）。",
        "en": "By the end of {month} no order for {days} days (usually one every {usual} days); "
        "the channel and its own habit foretell about {amount} for the month (chance in an "
        "ordinary month {p}).",
    },
    figures={"days": Figure("days"), "usual": Figure("days")},
    amount_is={
        "zh": "本月按应有水平少进的部分",
        "en": "what was foretold for the month and did not come",
    },
    settled_by=("sell_out", "scans", "stock"),
    amount_lies="missing",
    effect={
        "zh": "距上次进货的天数（加一周）与平常月末之比",
        "en": "days since the last order, a week added, as a ratio to the ordinary month end",
    },
    anchor="books",
    speaks_for={"stuffing": 0.4, "power": 0.4},
    judges_partial_month=False,
)

_WINDOW = 24
_NEWS = 3
"""Months for which a silence is sudden; after them it is known, and no alarm is spent on it."""
_WEEK = 7.0
"""Days added to every silence: a few days more or less are no news to anybody."""
_LEAST_SPREAD = 0.25
"""In logs: the clock-like dealer too is allowed a quarter more or less."""
_LEAST_MONTHS = 6


def read(channel: Channel) -> Reading:
    """Return the reading of the level's largest dealers; NaN for all others."""
    days = _days_since_order(channel)
    departures = channel.departures(
        np.log(days + _WEEK), window=_WINDOW, least_spread=_LEAST_SPREAD
    )
    silent = channel.panel.order_day_bits == 0
    enough = trailing_count(days, _WINDOW) >= _LEAST_MONTHS
    judged = channel.key_sized & channel.enough_past & enough & ~channel.partial_months
    judged &= np.arange(silent.shape[1]) - channel.spell_start < _NEWS
    score = np.where(judged, departures.score, np.nan)
    missed = np.nan_to_num(channel.expected_sell_in, nan=0.0)
    return Reading(
        # A silence is one event, however long: its later months do not fill the past.
        p_value=upper_tail_by_month(score, shape=silent & _silent_before(silent)),
        effect=np.where(judged, (days + _WEEK) / np.exp(departures.foretold), np.nan),
        amount_in_question=np.where(judged & silent, np.maximum(missed, 0.0), 0.0),
        figures={"days": days, "usual": _usual_gap(channel)},
        expected=np.maximum(np.exp(departures.foretold) - _WEEK, 0.0),
    )


def _days_since_order(channel: Channel) -> Array:
    """Return the days from the last order to the month's end; NaN before the first order."""
    panel = channel.panel
    ends = panel.months.astype("datetime64[D]").astype(np.int64) + days_in_month(panel) - 1
    return ends - channel.order_days.last()


def _silent_before(silent: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.concatenate([np.zeros((silent.shape[0], 1), np.bool_), silent[:, :-1]], axis=1)


def _usual_gap(channel: Channel) -> Array:
    """Return the mean days between the orders of the two years before the month."""
    days = trailing_sum(channel.order_days.gap_days, _WINDOW)
    count = trailing_sum(channel.order_days.gap_count, _WINDOW)
    return np.where(count > 0, days / np.maximum(count, 1.0), np.nan)
