"""Too much of the month's goods ordered in its last days.

Who orders to make a month's target, not to sell, orders at its end. The share of the last
days is weighed against the dealer's own other months and the channel's same month, and only
where there are enough orders on enough days for a share to mean anything.

A few orders a month prove little, and a habit learned from months that were loaded already
finds nothing new in the next. So the last three months together are weighed as well, against
the year before them; the rarer of the two answers, times two, is the reading.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from steelyard.baselines import Channel
from steelyard.baselines.departures import SPREAD_WINDOW, later, robust_spread
from steelyard.baselines.periods import over_period
from steelyard.signals.signal import Array, Figure, Reading, Signal
from steelyard.statistics.joining import smaller_p
from steelyard.statistics.tails import upper_tail_by_month
from steelyard.statistics.trailing import trailing_count, trailing_sum

SIGNAL = Signal(
    name="month_end_loading",
    title={"zh": "月末压货", "en": "Loading at the month's end"},
    question={
        "zh": "本月进货是否异常集中在月末几天？",
        "en": "Is this month's sell-in unusually crowded into its last days?",
    },
    explanation={
        "zh": "{month}月末进货 {late}，占全月 {share}（自身规律与渠道同月应约 {expected}，"
        "全月 {orders} 次进货）{over_three}；集中部分约 {amount}（平常月份出现的概率 {p}）。",
        "en": "{month}: {late} came in the month's last days, {share} of the month where its own "
        "months and the channel's same month foretell {expected} ({orders} orders in all)"
        "{over_three}; about {amount} is crowded there (chance in an ordinary month {p}).",
    },
    figures={
        "late": Figure("money"),
        "share": Figure("percent"),
        "expected": Figure("percent"),
        "orders": Figure("count"),
        "over_three": Figure("percent"),
    },
    clauses={
        "over_three": {
            "zh": "，近三个月合计占 {over_three}",
            "en": ", {over_three} over the last three months together",
        },
    },
    months=3,
    amount_is={
        "zh": "月末几天比应有多进的部分",
        "en": "what the month's last days took above their expected share",
    },
    effect={
        "zh": "月末几天的占比与应有占比之差，以 1 为全月",
        "en": "difference of the last days' share from the expected share, as a share of one",
    },
    anchor="books",
    speaks_for={"stuffing": 0.6},
    look="timing",
    judges_partial_month=False,
)

MONTHS = 3
_LEAST_DAYS = 4
"""Order days (and orders of like size) below which a share is an accident."""
_LEAST_TOGETHER = 8
"""... and below which that of three months is; the last of them needs half of `_LEAST_DAYS`."""
_LEAST_MONTHS = 4
_OWN_PRIOR = 10.0
"""Orders of the channel's habit that a dealer's own habit is shrunk with."""
_MONTH_PRIOR = 50.0
"""Orders of the usual month that the channel's present month is shrunk with."""


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN where there are too few order days."""
    panel = channel.panel
    amount = np.nan_to_num(panel.sell_in_amount, nan=0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(amount > 0, np.clip(panel.month_end_amount / amount, 0.0, 1.0), np.nan)
    late = np.where(channel.ordered, share * amount, 0.0)
    weight = np.where(channel.ordered & ~channel.partial_months, _like_orders(channel), 0.0)
    moved = _moved_by_the_month(channel, late)
    one = _habit(channel, late)
    two = later(one, MONTHS - 1)
    alone = _weighed(channel, share, special.expit(one + moved), weight, _LEAST_DAYS)
    together, before = _over_three(share, weight, moved, two)
    weight_of_all = np.where(weight >= _LEAST_DAYS / 2, over_period(weight, MONTHS), 0.0)
    pooled = _weighed(channel, together, before, weight_of_all, _LEAST_TOGETHER, MONTHS - 1)
    p = smaller_p(alone, pooled)
    by_three = np.fmin(pooled, 2.0) < np.fmin(alone, 2.0)
    expected = special.expit(np.where(by_three, two, one) + moved)
    crowded = (share - expected) * amount - channel.sell_in.explained
    judged = ~np.isnan(p)
    return Reading(
        p_value=p,
        effect=np.where(judged, share - expected, np.nan),
        amount_in_question=np.where(judged, np.maximum(crowded, 0.0), 0.0),
        figures={
            "late": panel.month_end_amount,
            "share": share,
            "expected": expected,
            "orders": panel.standing_order_count,
            "over_three": np.where(by_three, together, 0.0),
        },
        expected=expected,
    )


def _weighed(
    channel: Channel, share: Array, expected: Array, weight: Array, least: float, lag: int = 0
) -> Array:
    """Return how rare the share of so many orders is; NaN where there are too few of them."""
    means_something = weight >= least
    known = np.where(means_something, share, np.nan)
    departure = _departure(known, expected, np.maximum(weight, 1.0))
    earlier = later(departure, lag)
    judged = means_something & channel.enough_past
    judged &= trailing_count(earlier, SPREAD_WINDOW) >= _LEAST_MONTHS
    score = departure / robust_spread(earlier, channel.size)
    return upper_tail_by_month(np.where(judged, score, np.nan), kind=channel.size_class)


def _departure(share: Array, expected: Array, orders: Array) -> Array:
    """Return the share's binomial tail as a normal score, so that few orders are no proof.

    The tail of share x orders successes, half-counted (the beta with a half on either side).
    """
    late = share * orders
    tail = special.betainc(late + 0.5, orders - late + 0.5, expected)
    return np.asarray(-special.ndtri(np.clip(tail, 1e-300, 1 - 1e-12)), dtype=np.float64)


def _over_three(share: Array, weight: Array, moved: Array, habit: Array) -> tuple[Array, Array]:
    """Return the share of the three months together and the one foretold, by their orders.

    `habit` is that of the year before them; each month is moved as the channel's was.
    """
    found, foretold = np.zeros(share.shape), np.zeros(share.shape)
    for lag in range(MONTHS):
        orders = np.nan_to_num(later(weight, lag), nan=0.0)
        found += orders * np.nan_to_num(later(share, lag), nan=0.0)
        foretold += orders * special.expit(habit + np.nan_to_num(later(moved, lag), nan=0.0))
    total = over_period(weight, MONTHS)
    with np.errstate(invalid="ignore", divide="ignore"):
        return found / total, np.clip(foretold / total, 0.01, 0.99)


def _like_orders(channel: Channel) -> Array:
    """Return how many orders of like size the month is worth, order days at the most.

    (sum a)^2 / sum a^2: nine small orders beside a giant one are little more than one.
    """
    panel = channel.panel
    with np.errstate(invalid="ignore", divide="ignore"):
        like = panel.standing_amount**2 / panel.order_amount_squares
    return np.minimum(np.nan_to_num(like, nan=0.0, posinf=0.0), panel.order_days)


def _habit(channel: Channel, late: Array) -> Array:
    """Return the logit of the last days' share in the dealer's own year before each month."""
    amount = np.where(channel.ordered, channel.panel.sell_in_amount, 0.0)
    past = trailing_sum(np.where(channel.ordered, channel.panel.standing_order_count, 0.0))
    habit = _share(trailing_sum(late), trailing_sum(amount))
    own = (past * habit + _OWN_PRIOR * _usual(channel, late, amount)) / (past + _OWN_PRIOR)
    return np.asarray(special.logit(own), dtype=np.float64)


def _moved_by_the_month(channel: Channel, late: Array) -> Array:
    """Return how far the peers' present month moves the logit of everybody's share."""
    levels = channel.peers.levels
    amount = np.where(channel.ordered, channel.panel.sell_in_amount, 0.0)
    orders = np.where(channel.ordered, channel.panel.standing_order_count, 0.0)
    usual = _usual(channel, late, amount)
    rest = _share(levels.seen(late) - late, levels.seen(amount) - amount)
    crowd = np.maximum(levels.seen(orders) - orders, 0.0)
    month = (crowd * rest + _MONTH_PRIOR * usual) / (crowd + _MONTH_PRIOR)
    return np.asarray(special.logit(month) - special.logit(usual), dtype=np.float64)


def _usual(channel: Channel, late: Array, amount: Array) -> Array:
    """Return the last days' share in the level's year before each month."""
    levels = channel.peers.levels
    return _share(trailing_sum(levels.total(late)), trailing_sum(levels.total(amount)))[levels.of]


def _share(part: Array, whole: Array) -> Array:
    """Return part / whole, kept off 0 and 1; a fifth where there is no whole."""
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(whole > 0, part / whole, 0.2)
    return np.clip(share, 0.01, 0.99)
