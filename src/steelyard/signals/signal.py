"""What a signal is: one question, asked of all dealers and months at once.

A signal's file holds a docstring with the reason, one `SIGNAL` declaration and one
`read(channel)` function. It is found by walking the package; its file name is its public
name. It answers with arrays of shape (dealers, months) and knows no other signal.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from steelyard.words import Language

Array = NDArray[np.float64]
Cause = Literal["stuffing", "fabricated_sell_out", "stock_transfer", "diversion", "power"]
Anchor = Literal["books", "market"]
Unit = Literal["money", "percent", "points", "count", "ratio", "days", "month", "text"]
Kind = Literal["surplus", "crowded", "paid_back", "missing", "unsupported", "stocked", "conceded"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Figure:
    """A number that the explanation names: how it is written.

    Shares and differences of shares (`percent`, `points`) are given as fractions of one.
    """

    unit: Unit
    signed: bool = False


@dataclass(frozen=True)
class Signal:
    """One question's declaration; the words live beside the question they belong to.

    `explanation` has one template a language, with `{figure}` fields out of `figures` and
    the standing fields `{month}`, `{amount}` (amount in question) and `{p}`. Where a figure
    has a clause, its field stands for the clause, which is said only of a figure that is
    not nothing.
    `title` is what a table's column or a chart's caption says.
    """

    name: str
    title: Mapping[Language, str]
    question: Mapping[Language, str]
    explanation: Mapping[Language, str]
    figures: Mapping[str, Figure]
    effect: Mapping[Language, str]
    """What the reading's `effect` is: a ratio to the expected, a difference of shares, ..."""
    anchor: Anchor
    """`books` sees only what dealer and manufacturer wrote; `market` saw the goods."""
    speaks_for: Mapping[Cause, float]
    """Causes this signal is evidence for, with the weight of its vote."""
    needs: tuple[str, ...] = ("sell_in",)
    """Tables without which it is silent."""
    needs_one_of: tuple[str, ...] = ()
    """Tables of which it needs one at least, whichever; none where this is empty."""
    judges_partial_month: bool = True
    """Whether it may speak on a month whose last days are not there yet."""
    months: int | str = 1
    """How many months up to the judged one it looks at together; the name of a figure where
    that differs from case to case."""
    amount_is: Mapping[Language, str] = field(default_factory=dict)
    """What the amount in question is, in a few words."""
    amount_kind: Kind = "surplus"
    """Which money it is. `surplus` and `crowded` are part of the month's sell-in: bought beyond
    the expected, or bought as expected but late in the period. `paid_back` was bought too early
    in the months before; `missing` was not bought; `unsupported` is reported or bought, and no
    witness outside the books bears it out; `stocked` lies in the warehouse beyond the expected,
    whenever it was bought; `conceded` is money granted or owed beyond the
    ordinary. They are never added to one another."""
    stands: bool = False
    """Whether the amount is a level that stands (stock that is too much, a debt), and no goods or
    money of the month: then months of one matter are not added to one another."""
    settled_by: tuple[str, ...] = ("stock", "sell_out", "scans")
    """What would settle it, the cheapest first: reports from outside the books, led by a paper
    or a check of the manufacturer's own where a report does not answer the question."""
    clauses: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)
    """By figure: the part of the explanation that is left out where the figure is zero."""
    apart: Mapping[str, str] = field(default_factory=dict)
    """Pairs of amounts that the explanation sets against each other: as many decimals are told as
    it takes for them to read differently."""
    absence: bool = False
    """Whether it tells only of scans that did not come. A telephone that fails does the same, so
    alone they alert nobody."""
    look: str = ""
    """Signals of one look see the same thing from several sides (a jump in money, in orders,
    in share) and share one vote on whether a month calls for a check; "" is a look of its own."""

    def lacks(self, present: Collection[str]) -> tuple[str, ...]:
        """Return the tables that it would need and that were not brought; empty: it can read."""
        wanting = tuple(table for table in self.needs if table not in present)
        some = not self.needs_one_of or any(table in present for table in self.needs_one_of)
        return wanting if some else (*wanting, *self.needs_one_of)


@dataclass(frozen=True)
class Reading:
    """A signal's answer, all arrays (dealers, months).

    `p_value` is the chance of a reading this extreme in an ordinary month of this channel;
    NaN where the signal cannot judge. `amount_in_question` is money, never negative.
    `expected` is the baseline for the picture, in the unit of what the signal watches.
    """

    p_value: Array
    effect: Array
    amount_in_question: Array
    figures: Mapping[str, NDArray[np.generic]] = field(default_factory=dict)
    expected: Array | None = None
    departure: Array | None = None
    """(windows, dealers, months), of a signal that looks over the windows of
    `statistics.level_shift.LAGS`: how far each stands from what came before it, in the dealer's
    own scale, above 0 for what the signal looks for. NaN where it cannot judge."""


@dataclass(frozen=True)
class Reader:
    """A signal together with the function that reads it."""

    signal: Signal
    read: Callable[..., Reading]
