"""A share of the channel that has climbed over three months, too slowly for a jump.

A dealer may be stuffed a little more each month. So its last three months together are
weighed against the share it had in the year before them, with the months between its orders
and its peers' month taken into account.
"""

from __future__ import annotations

import numpy as np

from steelyard.baselines import Channel
from steelyard.baselines.departures import later
from steelyard.baselines.history import newcomer
from steelyard.baselines.periods import over_period
from steelyard.baselines.sell_in import log_ratio
from steelyard.signals.signal import Array, Figure, Reading, Signal
from steelyard.statistics.tails import upper_tail_by_month

MONTHS = 3

SIGNAL = Signal(
    name="channel_share_jump",
    title={"zh": "渠道占比攀升", "en": "Climb in channel share"},
    question={
        "zh": "最近三个月的渠道占比是否远高于此前一年？",
        "en": "Is its channel share over three months far above that of the year before?",
    },
    explanation={
        "zh": "截至{month}的三个月渠道占比 {share}，按此前一年应约 {share_before}（{points}）；"
        "三个月进货 {bought}，应约 {expected}，本月多出约 {amount}（平常月份出现的概率 {p}）。",
        "en": "The three months to {month} hold {share} of the channel where the year before "
        "foretells about {share_before} ({points}); sell-in of {bought} against about {expected}, "
        "of which about {amount} lies in this month (chance in an ordinary month {p}).",
    },
    figures={
        "share": Figure("percent"),
        "share_before": Figure("percent"),
        "points": Figure("points", signed=True),
        "bought": Figure("money"),
        "expected": Figure("money"),
    },
    months=MONTHS,
    amount_is={
        "zh": "本月进货高出应有水平的部分，以三个月合计多出的为限",
        "en": "the part of this month above the expected, the three months' surplus at the most",
    },
    settled_by=("scans", "sell_out", "stock"),
    effect={
        "zh": "三个月渠道占比与应有占比之差，以 1 为全渠道",
        "en": "difference of the three months' channel share from the foretold, as a share of one",
    },
    anchor="books",
    speaks_for={"stuffing": 0.8, "fabricated_sell_out": 0.5, "diversion": 0.5, "power": 0.4},
    look="jump",
)

_SETTLED_AFTER = 12
"""A newcomer's share climbs for a year without anything being wrong."""


def read(channel: Channel) -> Reading:
    """Return the reading of every dealer and month; NaN in months without an order."""
    panel, floor = channel.panel, channel.half_order
    bought = over_period(channel.sell_in.amount, MONTHS)
    plain = _since_before(channel)
    ratio = log_ratio(bought, plain, floor)
    departures = channel.departures(ratio, lag=MONTHS - 1)
    expected = np.maximum((plain + floor) * np.exp(departures.foretold) - floor, 0.0)
    judged = channel.ordered & channel.enough_past & ~np.isnan(ratio)
    judged &= ~newcomer(panel, channel.ordered, _SETTLED_AFTER)
    total = np.maximum(over_period(panel.level_total, MONTHS), 1e-9)
    excess = np.minimum(bought - expected, channel.sell_in.amount - expected / MONTHS)
    points = np.where(judged, (bought - expected) / total, np.nan)
    return Reading(
        p_value=upper_tail_by_month(
            np.where(judged, departures.score, np.nan), kind=channel.size_class
        ),
        effect=points,
        amount_in_question=np.where(judged, np.maximum(excess, 0.0), 0.0),
        figures={
            "share": bought / total,
            "share_before": expected / total,
            "points": points,
            "bought": bought,
            "expected": expected,
        },
        expected=expected / total,
    )


def _since_before(channel: Channel) -> Array:
    """Return what was foretold since the last order before the three months began.

    An order within them may end a gap that began earlier: it answers for that gap too.
    """
    monthly = channel.expected_before_ramp
    running = np.cumsum(np.nan_to_num(monthly, nan=0.0), axis=1)
    padded = np.concatenate([np.zeros((monthly.shape[0], 1)), running], axis=1)
    begun = np.nan_to_num(later(channel.spell_start.astype(np.float64), MONTHS - 1), nan=0.0)
    total = running - np.take_along_axis(padded, begun.astype(np.int64), axis=1)
    return np.where(np.isnan(later(monthly, MONTHS - 1)), np.nan, total)
