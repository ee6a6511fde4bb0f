"""How the signals on a period's end answer: weighed alone, and with the ends before it.

One end is a few orders and proves little, and a habit learned from ends that were loaded
already finds nothing new in the next. So the last ends together are weighed as well, against
those before them; the rarer of the two answers, times two, is the reading. It asks nothing
itself: what is late, and of what, a signal's file says.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from steelyard.baselines import Channel
from steelyard.baselines.period_end import Crowding, PeriodEnd, one_end, several_ends
from steelyard.baselines.periods import over_period
from steelyard.signals.signal import Array
from steelyard.statistics.joining import smaller_p
from steelyard.statistics.tails import upper_tail_by_month


@dataclass(frozen=True)
class Asked:
    """How much must be there for a split to mean anything."""

    days: Array
    """The period's order days, or its orders of like size; zero where none closes."""
    least: float
    """Of them, below which a split is an accident; half of it in the last of several."""
    periods: int
    """Periods that are weighed together, ..."""
    least_together: float
    """... and the days that they must have."""
    fewest: int
    """Earlier ends that must be known."""


@dataclass(frozen=True)
class Answer:
    """(dealers, months); NaN where nothing can be said."""

    p_value: Array
    share: Array
    expected: Array
    """What the end was foretold to take, as a share of the period."""
    together: Array
    """The share of the last ends together where they are the rarer answer, else zero."""

    @property
    def departure(self) -> Array:
        """The share less the expected one."""
        return np.where(np.isnan(self.p_value), np.nan, self.share - self.expected)


def answer(channel: Channel, end: PeriodEnd, asked: Asked) -> Answer:
    """Return how rare the period's end is, by itself or with those before it."""
    depart, span = channel.departures, asked.periods * end.months
    known = channel.ordered & (asked.days >= asked.least)
    alone = one_end(end, known, depart, asked.fewest)
    known = channel.ordered & (asked.days >= asked.least / 2)
    known &= over_period(asked.days, span) >= asked.least_together
    pooled = several_ends(end, asked.periods, known, depart, channel.size, asked.fewest)
    one, several = _rare(channel, alone), _rare(channel, pooled)
    by_several = np.fmin(several, 2.0) < np.fmin(one, 2.0)
    late, whole = over_period(end.late, span), over_period(end.whole, span)
    return Answer(
        p_value=smaller_p(one, several),
        share=end.share,
        # What the ends before foretell is known where the end itself is too thin to be weighed.
        expected=np.where(by_several | np.isnan(one), pooled.expected, alone.expected),
        together=np.where(by_several, late / np.maximum(whole, 1e-9), 0.0),
    )


def _rare(channel: Channel, found: Crowding) -> Array:
    score = np.where(channel.enough_past, found.score, np.nan)
    return upper_tail_by_month(score, kind=channel.size_class)
