"""Too much of the quarter's goods taken in its last month.

Quarterly targets and rebates pull orders into March, June, September and December. The last
month is weighed against the two before it, as in the dealer's own earlier quarters and as
its peers do in the same quarter.
"""

from __future__ import annotations

import numpy as np

from steelyard.baselines import Channel
from steelyard.baselines.periods import closes_period, over_period
from steelyard.baselines.sell_in import log_ratio
from steelyard.signals.signal import Figure, Reading, Signal
from steelyard.statistics.tails import upper_tail_by_month
from steelyard.statistics.trailing import trailing_count

SIGNAL = Signal(
    name="quarter_end_loading",
    title={"zh": "季末压货", "en": "Loading at the quarter's end"},
    question={
        "zh": "本季进货是否异常集中在季末月？",
        "en": "Is this quarter's sell-in unusually crowded into its last month?",
    },
    explanation={
        "zh": "{month}是季末月，进货 {bought}，占全季 {share}（自身以往各季与渠道同季应约"
        " {expected}）；集中部分约 {amount}（平常季度出现的概率 {p}）。",
        "en": "{month} ends a quarter: sell-in of {bought} is {share} of the quarter where its "
        "earlier quarters and the channel's same quarter foretell {expected}; about {amount} is "
        "crowded there (chance in an ordinary quarter {p}).",
    },
    figures={
        "bought": Figure("money"),
        "share": Figure("percent"),
        "expected": Figure("percent"),
    },
    months=3,
    amount_is={
        "zh": "季末月比应有多进的部分",
        "en": "what the quarter's last month took above its expected share",
    },
    effect={
        "zh": "季末月占全季的比例与应有比例之差，以 1 为全季",
        "en": "difference of the last month's share of the quarter from the expected share",
    },
    anchor="books",
    speaks_for={"stuffing": 0.6},
    look="timing",
    judges_partial_month=False,
)

_LEAST_DAYS = 6
"""Order days in the quarter below which its split over months is an accident."""
_LEAST_QUARTERS = 2
_WINDOW = 24


def read(channel: Channel) -> Reading:
    """Return the reading in quarter-end months; NaN elsewhere and with few order days."""
    panel = channel.panel
    closes = closes_period(panel, 3) & ~channel.partial_months
    amount = np.maximum(channel.sell_in.amount, 0.0)
    before = over_period(amount, 3) - amount
    means_something = closes & channel.ordered & (over_period(panel.order_days, 3) >= _LEAST_DAYS)
    figure = np.where(means_something, log_ratio(amount, before, channel.half_order), np.nan)
    departures = channel.departures(figure, window=_WINDOW)
    enough = trailing_count(figure, _WINDOW) >= _LEAST_QUARTERS
    judged = means_something & enough & channel.enough_past
    odds = np.exp(departures.foretold)
    expected = odds / (1 + odds)
    share = amount / np.maximum(amount + before, 1e-9)
    crowded = (share - expected) * (amount + before)
    return Reading(
        p_value=upper_tail_by_month(
            np.where(judged, departures.score, np.nan), kind=channel.size_class
        ),
        effect=np.where(judged, share - expected, np.nan),
        # Two empty months make the third look crowded; only what exceeds it is in question.
        amount_in_question=np.where(judged, np.clip(crowded, 0.0, channel.sell_in.excess), 0.0),
        figures={"bought": panel.sell_in_amount, "share": share, "expected": expected},
        expected=expected,
    )
