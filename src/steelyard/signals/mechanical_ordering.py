"""Order sizes or rhythm that turned mechanical.

Goods that shops ask for come in odd amounts on odd days. Orders written to fill a plan come
in equal amounts, or like a clock. Many honest dealers order by routine, so each is compared
with its own earlier months (and its peers): who always was regular stays silent. This
corroborates; it convicts nobody.
"""

from __future__ import annotations

import numpy as np

from steelyard.baselines import Channel
from steelyard.baselines.departures import Departures
from steelyard.baselines.periods import over_period
from steelyard.signals.signal import Array, Figure, Reading, Signal
from steelyard.statistics.joining import smaller_p
from steelyard.statistics.tails import upper_tail_by_month

MONTHS = 4

SIGNAL = Signal(
    name="mechanical_ordering",
    title={"zh": "进货变得机械", "en": "Ordering turned mechanical"},
    question={
        "zh": "进货金额或间隔是否变得异常整齐？",
        "en": "Have order sizes or the days between orders turned unusually regular?",
    },
    explanation={
        "zh": "截至{month}的四个月里，每次进货金额的离散系数 {size_cv}（此前约 {size_cv_usual}），"
        "{repeats}进货间隔的离散系数 {gap_cv}（此前约 {gap_cv_usual}）；"
        "本月高出应有水平约 {amount}（平常月份出现的概率 {p}）。",
        "en": "In the four months to {month} order sizes vary by {size_cv} of their mean (before: "
        "about {size_cv_usual}){repeats}, and the days between orders vary by {gap_cv} "
        "(about {gap_cv_usual}); about {amount} of the month lies above "
        "the expected (chance in an ordinary month {p}).",
    },
    figures={
        "size_cv": Figure("percent"),
        "size_cv_usual": Figure("percent"),
        "gap_cv": Figure("percent"),
        "gap_cv_usual": Figure("percent"),
        "repeats": Figure("percent"),
    },
    clauses={
        "repeats": {
            "zh": "除每月第一次外，金额与当月此前某次相同的占 {repeats}，",
            "en": ", {repeats} of the orders after a month's first repeat an earlier amount of the "
            "month",
        },
    },
    months=MONTHS,
    amount_is={
        "zh": "本月进货高出应有水平的部分",
        "en": "the part of the month's sell-in above the expected",
    },
    # A delivery round or automatic refill makes regular orders; no report says who asked.
    settled_by=("requests", "sell_out", "scans", "stock"),
    effect={
        "zh": "金额与间隔两种整齐程度中偏离较大者，以平常的离散为单位",
        "en": "larger departure of the two regularities, size and rhythm, in ordinary spreads",
    },
    anchor="books",
    speaks_for={"stuffing": 0.3, "fabricated_sell_out": 0.3},
)

_LEAST_ORDERS = 8
_LEAST_GAPS = 6
_LEAST_MONTHS = 6
"""Earlier months whose regularity is known: less cannot say what always was."""
_SAME = 0.1
"""Variation below which orders are as good as equal; keeps the logarithm finite."""


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month with enough orders in four months."""
    panel, days = channel.panel, channel.order_days
    size_cv = _variation(
        panel.standing_order_count, panel.standing_amount, panel.order_amount_squares, _LEAST_ORDERS
    )
    repeats = _repeats(channel)
    gap_squares = days.by_month(days.gap**2)
    gap_cv = _variation(days.gap_count, days.gap_days, gap_squares, _LEAST_GAPS)
    # Two amounts in turn vary, yet nobody asks for them: repeats count as sameness.
    size, rhythm = _facet(channel, size_cv * (1 - repeats)), _facet(channel, gap_cv)
    judged = channel.ordered & channel.enough_past
    scores = [np.where(judged & (f.past >= _LEAST_MONTHS), f.score, np.nan) for f in (size, rhythm)]
    return Reading(
        p_value=smaller_p(
            *(upper_tail_by_month(score, kind=channel.size_class) for score in scores)
        ),
        effect=np.fmax(scores[0], scores[1]),
        amount_in_question=np.where(judged, channel.sell_in.excess, 0.0),
        figures={
            "size_cv": size_cv,
            "size_cv_usual": np.maximum(np.exp(-size.foretold) - _SAME, 0.0),
            "repeats": _repeats_told(channel),
            "gap_cv": gap_cv,
            "gap_cv_usual": np.maximum(np.exp(-rhythm.foretold) - _SAME, 0.0),
        },
    )


def _facet(channel: Channel, variation: Array) -> Departures:
    """Return how far the variation has fallen, in logs, below the dealer's earlier months."""
    return channel.departures(-np.log(variation + _SAME), lag=MONTHS - 1, seasonal=False)


def _variation(count: Array, total: Array, squares: Array, least: int) -> Array:
    """Return the coefficient of variation over four months; NaN below `least` values."""
    n, s, q = over_period(count, MONTHS), over_period(total, MONTHS), over_period(squares, MONTHS)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = s / n
        variance = np.maximum(q / n - mean**2, 0.0) * n / (n - 1)
        return np.where((n >= least) & (mean > 0), np.sqrt(variance) / mean, np.nan)


def _repeats(channel: Channel) -> Array:
    """Return the share of orders whose amount another order of its month had already."""
    count = over_period(channel.panel.standing_order_count, MONTHS)
    distinct = over_period(channel.panel.distinct_order_amounts, MONTHS)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(count >= _LEAST_ORDERS, 1 - distinct / count, np.nan)


def _repeats_told(channel: Channel) -> Array:
    """Return the repeats as a share of the orders that could be one.

    A month's first order has none before it: told of all orders, equal ones would not be all.
    """
    panel = channel.panel
    count = over_period(panel.standing_order_count, MONTHS)
    distinct = over_period(panel.distinct_order_amounts, MONTHS)
    first = over_period((panel.standing_order_count > 0).astype(np.float64), MONTHS)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(count >= _LEAST_ORDERS, (count - distinct) / (count - first), np.nan)
