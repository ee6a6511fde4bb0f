"""A large dealer that stops ordering.

After stuffing comes a hole; a dealer that changes sides falls silent too. Only the largest
dealers are watched, each against its own gaps: a quarterly buyer is not silent between its
orders, and a channel that rests as a whole (a festival) makes nobody silent. So the wait is
measured in the orders that were foretold in it, and a week's are added: a few days more or
less are no news to anybody.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines import Channel
from steelyard.baselines.calendar import days_in_month
from steelyard.baselines.departures import robust_spread
from steelyard.baselines.season import own_season
from steelyard.signals.signal import Array, Figure, Reading, Signal
from steelyard.statistics.tails import upper_tail_by_month
from steelyard.statistics.trailing import (
    trailing_count,
    trailing_mean,
    trailing_median,
    trailing_sum,
)

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
        "en": "By the end of {month} no order for {days} days (usual gap in days: {usual}); "
        "the channel and its own habit foretell about {amount} for the month (chance in an "
        "ordinary month {p}).",
    },
    figures={"days": Figure("days"), "usual": Figure("days")},
    amount_is={
        "zh": "本月按应有水平少进的部分",
        "en": "what was foretold for the month and did not come",
    },
    settled_by=("sell_out", "scans", "stock"),
    amount_kind="missing",
    effect={
        "zh": "上次进货以来本应有的进货次数（另加一周的）与平常月末之比",
        "en": "orders foretold since the last one, a week's added, as a ratio to an ordinary "
        "month end",
    },
    anchor="books",
    speaks_for={"stuffing": 0.4, "power": 0.4},
    judges_partial_month=False,
)

_WINDOW = 24
_NEWS = 3
"""Months for which a silence is sudden; after them it is known, and no alarm is spent on it."""
_WEEK = 7 / 30.4
"""Of a month."""
_LEAST_SPREAD = 0.25
"""In logs: the clock-like dealer too is allowed a quarter more or less."""
_LEAST_MONTHS = 6


def read(channel: Channel) -> Reading:
    """Return the reading of the level's largest dealers; NaN for all others."""
    silent = channel.panel.order_day_bits == 0
    week = _of_a_week(channel)
    wait = np.log(channel.missed_orders.since_last + week)
    usual = _usual_wait(channel, wait)
    left = wait - usual
    known = channel.enough_past & (trailing_count(wait, _WINDOW) >= _LEAST_MONTHS)
    known &= ~channel.partial_months
    known &= np.arange(silent.shape[1]) - channel.spell_start < _NEWS
    spread = np.maximum(robust_spread(left, channel.size), _LEAST_SPREAD)
    rare = upper_tail_by_month(
        np.where(known, left / spread, np.nan),
        # A silence is one event, however long: its later months do not fill the past.
        shape=silent & _silent_before(silent),
        kind=channel.size_class,
    )
    judged = known & channel.key_sized
    missed = np.nan_to_num(channel.expected_sell_in, nan=0.0)
    return Reading(
        # All dealers teach how long ordinary waits are; only the largest are answered for.
        p_value=np.where(judged, rare, np.nan),
        effect=np.where(judged, np.exp(left), np.nan),
        amount_in_question=np.where(judged & silent, np.maximum(missed, 0.0), 0.0),
        figures={"days": _days_since_order(channel), "usual": _usual_gap(channel)},
        expected=np.maximum(np.exp(usual) - week, 0.0),
    )


def _of_a_week(channel: Channel) -> Array:
    """Return the orders foretold for an ordinary week; one at least."""
    return np.maximum(_WEEK * trailing_mean(channel.missed_orders.monthly, 12, 1), 1.0)


def _usual_wait(channel: Channel, wait: Array) -> Array:
    """Return the dealer's own median wait at earlier month ends, moved by its own season."""
    usual = trailing_median(wait, _WINDOW)
    # A level learned from a few months would pass its own error off as a season.
    settled = trailing_count(wait, _WINDOW) >= _LEAST_MONTHS
    return usual + own_season(np.where(settled, wait - usual, np.nan), channel.same_season)


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
