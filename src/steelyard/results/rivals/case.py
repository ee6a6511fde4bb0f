"""What a rival is asked of: one dealer's month, the months it is about, and those before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from steelyard.balance import Balance
from steelyard.facts.panel import Panel
from steelyard.results.claim import Claim, claim
from steelyard.results.expected_month import ExpectedMonth
from steelyard.signals import Reader

Array = NDArray[np.float64]

PAST = 12
"""Months before the matter that it is held against."""


@dataclass(frozen=True)
class Case:
    """A listed month and what is known of the dealer up to it; later months are not looked at."""

    expected: ExpectedMonth
    dealer: int
    month: int
    readers: Mapping[str, Reader]

    @property
    def panel(self) -> Panel:
        """The facts."""
        return self.expected.findings.channel.panel

    @property
    def balance(self) -> Balance:
        """The facts weighed against one another."""
        return self.expected.findings.channel.balance

    @property
    def cause(self) -> str:
        """The cause that an alert names; "" for a watch."""
        return str(self.expected.findings.verdicts.cause[self.dealer, self.month])

    @cached_property
    def found(self) -> Claim:
        """Where the amount in question comes from."""
        return claim(self.expected, self.dealer, self.month, self.readers)

    @cached_property
    def first(self) -> int:
        """The first of the months that the rivals are weighed over.

        An alert is weighed since it began, a watch over the months that were looked at together.
        """
        if self.cause:
            return int(self.expected.findings.verdicts.since[self.dealer, self.month])
        return self.month + 1 - self.found.weighed

    @property
    def months(self) -> int:
        """How many months those are."""
        return self.month + 1 - self.first

    @property
    def span(self) -> slice:
        """Those months."""
        return slice(self.first, self.month + 1)

    @property
    def past(self) -> slice:
        """The year before them, or as much of it as there is."""
        return slice(max(0, self.first - PAST), self.first)

    @property
    def gap(self) -> float:
        """Sell-in less the expected; NaN where nothing could be expected."""
        at = (self.dealer, self.month)
        return float(self.panel.sell_in_amount[at] - self.expected.amount[at])

    @property
    def size(self) -> float:
        """What has to be explained: the amount in question, else the gap."""
        verdicts = self.expected.findings.verdicts
        amount = float(np.nan_to_num(verdicts.amount_in_question[self.dealer, self.month]))
        return amount if amount > 0 else abs(float(np.nan_to_num(self.gap)))

    def a_month(self, values: Array, months: slice) -> float:
        """Return the mean of the known months; NaN where none is known."""
        row = values[self.dealer, months]
        known = row[~np.isnan(row)]
        return float(known.mean()) if known.size else float("nan")

    def rise(self, values: Array) -> float:
        """Return how far the months lie above those before them, as a change; NaN unknown."""
        return share_of(self.a_month(values, self.span), self.a_month(values, self.past)) - 1


def share_of(part: float, whole: float) -> float:
    """Return part / whole; NaN where the whole is nothing or not known."""
    return part / whole if whole > 0 else float("nan")
