"""A rise that is paid back: more than usual in one month, less in the next, goods returned.

Real demand leaves no hole behind it; goods pushed in before their time do. The answer comes
in the month of the dip, since only then can it be known. Rises that promotions or launches
explain, and their ordinary payback, are none.
"""

from __future__ import annotations

import numpy as np

from steelyard.baselines import Channel
from steelyard.baselines.departures import later
from steelyard.baselines.sell_in import log_ratio
from steelyard.signals.signal import Array, Figure, Reading, Signal
from steelyard.statistics.tails import upper_tail_by_month
from steelyard.statistics.trailing import trailing_sum

SIGNAL = Signal(
    name="pull_forward",
    title={"zh": "先升后补", "en": "Pulled forward and paid back"},
    question={
        "zh": "前期多进的货，本月是否以少进或退货还了回去？",
        "en": "Is an earlier rise in sell-in paid back this month by a dip or returns?",
    },
    explanation={
        "zh": "{month}进货 {bought}（{returned}应约 {expected}）；此前两个月曾多进约"
        " {rise}，现已回补 {payback}，提前的货约 {amount}（平常月份出现的概率 {p}）。",
        "en": "{month}: sell-in of {bought}{returned}, where about "
        "{expected} was foretold; the two months before took about {rise} too much and "
        "{payback} of it is now paid back, so about {amount} was pulled forward "
        "(chance in an ordinary month {p}).",
    },
    figures={
        "bought": Figure("money"),
        "expected": Figure("money"),
        "returned": Figure("money"),
        "rise": Figure("money"),
        "payback": Figure("percent"),
    },
    clauses={
        "returned": {"zh": "已扣退货 {returned}，", "en": " after returns of {returned}"},
    },
    months=3,
    amount_is={
        "zh": "此前两个月多进、又在本月少进或退回的部分",
        "en": "what the two months before took too much and this month gave back",
    },
    # What came too early is gone by now: there is nothing left to count.
    settled_by=("sell_out", "scans", "stock"),
    amount_kind="paid_back",
    effect={
        "zh": "回补：少进（含退货）占此前多进的比例",
        "en": "payback: the dip (returns included) as a share of the rise before it",
    },
    anchor="books",
    speaks_for={"stuffing": 1.0},
    judges_partial_month=False,
)

_LEAST_MONTHS = 9
"""Of the twelve months before, those with orders: an occasional buyer dips every month."""
_LEAST_ORDERS = 30
"""... and orders in them: whoever orders once or twice a month and is a few days early takes
two months' goods in one month and none in the next."""


def read(channel: Channel) -> Reading:
    """Return the reading in the month of the dip; NaN for occasional buyers."""
    panel, floor = channel.panel, channel.half_order
    net = channel.sell_in.amount
    plain = channel.expected_before_ramp
    departures = channel.departures(log_ratio(net, plain, floor), lag=2)
    expected = np.maximum((plain + floor) * np.exp(departures.foretold) - floor, 0.0)
    often = trailing_sum(channel.ordered.astype(np.float64)) >= _LEAST_MONTHS
    often &= trailing_sum(panel.standing_order_count) >= _LEAST_ORDERS
    judged = often & channel.enough_past & ~np.isnan(later(departures.score, 2))
    judged &= ~channel.partial_months
    rise, dip = _rise_and_dip(np.nan_to_num(net - expected, nan=0.0))
    with np.errstate(invalid="ignore", divide="ignore"):
        payback = np.where(judged & (rise > 0), dip / rise, np.nan)
    return Reading(
        p_value=upper_tail_by_month(
            np.where(judged, _score(departures.score), np.nan), kind=channel.size_class
        ),
        effect=payback,
        amount_in_question=np.where(judged, np.minimum(rise, dip), 0.0),
        figures={
            "bought": panel.sell_in_amount,
            "expected": expected,
            "returned": panel.returns_amount,
            "rise": rise,
            "payback": np.minimum(payback, 1.0),
        },
        expected=expected,
    )


def _score(score: Array) -> Array:
    """Return the lesser of rise and dip, for the best of three shapes.

    One month up and one down; up, then two down; two up, then down. The sum of two months
    is divided by sqrt(2), so that all three are equally likely by chance.
    """
    one, two = later(score, 1), later(score, 2)
    shapes = (
        np.fmin(one, -score),
        np.fmin(two, -(score + one) / np.sqrt(2)),
        np.fmin((one + two) / np.sqrt(2), -score),
    )
    return np.asarray(np.fmax(np.fmax(shapes[0], shapes[1]), shapes[2]), dtype=np.float64)


def _rise_and_dip(excess: Array) -> tuple[Array, Array]:
    """Return what the two months before took too much, and what is missing since, in money."""
    one = np.nan_to_num(later(excess, 1), nan=0.0)
    two = np.nan_to_num(later(excess, 2), nan=0.0)
    rise = np.maximum(one, 0.0) + np.maximum(two, 0.0)
    after_two = np.where(two > 0, np.maximum(-one, 0.0), 0.0)
    dip = np.where(excess < 0, -excess + after_two, 0.0)
    return rise, dip
