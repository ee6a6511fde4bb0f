"""The single month that was to be expected: sell-in, orders and share of every dealer.

The baselines of the signals are used where a signal left one; where none did, the median of
the twelve months before stands in, which leaves the month itself out as well. What a signal
that weighs several months together expects of them is not here but in `claim`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from steelyard.statistics.trailing import trailing_median
from steelyard.verdicts.findings import Findings

Array = NDArray[np.float64]

AMOUNT_BASELINES = ("sales_jump",)
ORDER_BASELINES = ("order_count_jump",)
SHARE_BASELINES = ("channel_share_jump", "share_jump")


@dataclass(frozen=True)
class ExpectedMonth:
    """Expected sell-in amount, order count and channel share, each (dealers, months)."""

    findings: Findings

    @cached_property
    def amount(self) -> Array:
        """Expected sell-in amount; NaN where the history is too short."""
        usual = self._expected(AMOUNT_BASELINES, self.findings.channel.panel.sell_in_amount)
        return self._missed(usual)

    @cached_property
    def orders(self) -> Array:
        """Expected number of standing orders; NaN where the history is too short."""
        return self._expected(ORDER_BASELINES, self.findings.channel.panel.standing_order_count)

    @cached_property
    def share(self) -> Array:
        """Expected channel share; NaN where the history is too short."""
        return self._expected(SHARE_BASELINES, self.findings.channel.panel.channel_share)

    @cached_property
    def of_level(self) -> tuple[dict[int, Array], dict[int, Array]]:
        """By level: expected and actual sell-in a month, of the dealers that count in it."""
        level, every = self.findings.channel.panel.dealers.level, slice(None)
        sums = {int(k): self.set_against(np.flatnonzero(level == k), every)
                for k in np.unique(level)}  # fmt: skip
        return {k: usual for k, (usual, _) in sums.items()}, {k: b for k, (_, b) in sums.items()}

    def set_against(self, rows: NDArray[np.int64], span: slice) -> tuple[Array, Array]:
        """Return the rows' expected and actual sell-in a month, where something was expected."""
        usual = self.amount[rows, span]
        counts = usual > 0
        bought = self.findings.channel.panel.sell_in_amount[rows, span]
        return np.where(counts, usual, 0.0).sum(axis=0), np.where(counts, bought, 0.0).sum(axis=0)

    def _expected(self, names: tuple[str, ...], actual: Array) -> Array:
        for name in names:
            reading = self.findings.readings.get(name)
            if reading is not None and reading.expected is not None:
                return reading.expected
        return trailing_median(self._after_first(actual), window=12, minimum=3)

    def _missed(self, usual: Array) -> Array:
        """Fill in the months that fell silent with what was foretold for them."""
        silence = self.findings.readings.get("sudden_silence")
        if silence is None:
            return usual
        missing = np.isnan(usual) & (silence.amount_in_question > 0)
        foretold = self.findings.channel.panel.sell_in_amount + silence.amount_in_question
        return np.where(missing, foretold, usual)

    def _after_first(self, actual: Array) -> Array:
        """Blank the months before a dealer began, so that they do not pull the median down."""
        panel = self.findings.channel.panel
        began = np.arange(panel.shape[1]) >= panel.first_month[:, None]
        return np.where(began, actual, np.nan)
