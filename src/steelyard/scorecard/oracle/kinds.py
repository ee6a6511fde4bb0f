"""Kinds: what each deed does to what can be seen, and what its honest takers go through.

Several kinds of one deed share its name. The shares are about the middle of what made worlds draw.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.scorecard.oracle.effect import Effect

Array = NDArray[np.float64]

LONGEST_LATE = 50.0
MOST_SPEND = 0.8
PAID_AFTER = 2
"""Months until the bills of a month are paid."""
CALLED_SOLD = 0.3
"""Of what an evading dealer pushes."""
LEFT_OUT = 0.5
"""Of its pile, what is called sold or left out of the reports."""


@dataclass(frozen=True)
class Extent:
    """How much of a deed there is in each month."""

    share: Array
    """(months,): of ordinary demand; 0 before it starts."""
    units: Array
    """(dealers, months): the same in units."""

    @property
    def pile(self) -> Array:
        """Return (dealers, months): all units so far."""
        return np.cumsum(np.nan_to_num(self.units), axis=1)

    @property
    def of_told(self) -> Array:
        """Return (months,): the share of what is reported, where all of it is called sold."""
        return np.asarray(self.share / (1 + self.share), dtype=np.float64)


Kind = Callable[[Extent], Effect]


def stuffing(of: Extent) -> Effect:
    """Pile goods up, and report them as they lie."""
    return Effect(claimed=of.pile)


def stuffing_evading(of: Extent) -> Effect:
    """Call a part sold, and leave a part of the pile out."""
    invented = CALLED_SOLD * of.share
    kept, left = (1 - LEFT_OUT) * of.pile, LEFT_OUT * of.pile
    return Effect(told=invented, unsold=invented / (1 + invented), claimed=kept, denied=left)


def fabricated(of: Extent) -> Effect:
    """Call all of it sold; audits see most of it."""
    return Effect(told=of.share, unsold=of.of_told, denied=0.9 * of.pile)


def fabricated_evading(of: Extent) -> Effect:
    """Call all of it sold, and keep half of the pile elsewhere."""
    return Effect(told=of.share, unsold=of.of_told, denied=0.5 * of.pile)


def moved_to_lie(of: Extent) -> Effect:
    """Let goods lie at a friend's and call them sold."""
    return Effect(told=of.share, unsold=of.of_told)


def moved_near(of: Extent) -> Effect:
    """Let a friend of the same territory sell them: their codes are scanned at home."""
    return Effect(told=of.share)


def sold_away(of: Extent) -> Effect:
    """Sell in other territories, or let a friend there."""
    return Effect(told=of.share, away=of.of_told)


def power(of: Extent) -> Effect:
    """Pay later and be granted more, month by month."""
    terms = np.minimum(of.share, 1.0)
    paid = np.concatenate([np.zeros(PAID_AFTER), terms[:-PAID_AFTER]])
    return Effect(late=LONGEST_LATE * paid, spend=MOST_SPEND * terms)


def receives(of: Extent) -> Effect:
    """Sell in good faith what a liar sent: others' codes, and more than was bought."""
    return Effect(unsold=of.of_told, received=of.units)


def keeps_silent(of: Extent) -> Effect:
    """Sell a liar's goods first and leave them out of all reports: its own lie longer."""
    return Effect(told=-of.of_told, claimed=of.units)


def stores(of: Extent) -> Effect:
    """Store in good faith what a liar sent, and do not call it one's own."""
    return Effect(denied=of.pile)


DEEDS: dict[str, Sequence[Kind]] = {
    "stuffing": (stuffing, stuffing_evading),
    "fabricated_sell_out": (fabricated, fabricated_evading),
    "stock_transfer": (moved_to_lie, moved_near),
    "diversion": (sold_away,),
    "power": (power,),
}
HONEST: Sequence[Kind] = (receives, keeps_silent, stores)
