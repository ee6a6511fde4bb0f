"""Too much of the quarter's goods taken in its last month.

Quarterly targets and rebates pull orders into March, June, September and December. The last
month is weighed against the two before it, as in the dealer's own earlier quarters and as
its peers do in the same quarter; two quarters' ends are weighed together as well.
"""

from __future__ import annotations

import numpy as np

from steelyard.baselines import Channel
from steelyard.baselines.period_end import last_month
from steelyard.baselines.periods import closes_period, over_period
from steelyard.signals.period_end import Asked, answer
from steelyard.signals.signal import Figure, Reading, Signal

SIGNAL = Signal(
    name="quarter_end_loading",
    title={"zh": "季末压货", "en": "Loading at the quarter's end"},
    question={
        "zh": "本季进货是否异常集中在季末月？",
        "en": "Is this quarter's sell-in unusually crowded into its last month?",
    },
    explanation={
        "zh": "{month}是季末月，进货 {bought}，占全季 {share}（自身以往各季与渠道同季应约"
        " {expected}）{over_two}；集中部分约 {amount}（平常季度出现的概率 {p}）。",
        "en": "{month} ends a quarter: sell-in of {bought} is {share} of the quarter where its "
        "earlier quarters and the channel's same quarter foretell {expected}{over_two}; about "
        "{amount} is crowded there (chance in an ordinary quarter {p}).",
    },
    figures={
        "bought": Figure("money"),
        "share": Figure("percent"),
        "expected": Figure("percent"),
        "over_two": Figure("percent"),
    },
    clauses={
        "over_two": {
            "zh": "，连同上季合计占 {over_two}",
            "en": ", {over_two} over this quarter and the one before together",
        },
    },
    months=6,
    amount_is={
        "zh": "季末月比应有多进的部分",
        "en": "what the quarter's last month took above its expected share",
    },
    settled_by=("quarter_receipts", "stock", "sell_out", "scans"),
    amount_kind="crowded",
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
_LEAST_TOGETHER = 12
_QUARTERS = 2
_FEWEST_QUARTERS = 2


def read(channel: Channel) -> Reading:
    """Return the reading in quarter-end months; NaN elsewhere and with few order days."""
    panel = channel.panel
    closes = closes_period(panel, 3) & ~channel.partial_months
    amount = np.maximum(channel.sell_in.amount, 0.0)
    end = last_month(panel, amount, closes, 3, channel.half_order)
    days = over_period(panel.order_days, 3) * closes
    asked = Asked(days, _LEAST_DAYS, _QUARTERS, _LEAST_TOGETHER, _FEWEST_QUARTERS)
    found = answer(channel, end, asked)
    crowded = np.nan_to_num(found.departure * end.whole, nan=0.0)
    return Reading(
        p_value=found.p_value,
        effect=found.departure,
        # Two empty months make the third look crowded; only what exceeds it is in question.
        amount_in_question=np.clip(crowded, 0.0, channel.sell_in.excess),
        figures={
            "bought": panel.sell_in_amount,
            "share": found.share,
            "expected": found.expected,
            "over_two": found.together,
        },
        expected=found.expected,
    )
