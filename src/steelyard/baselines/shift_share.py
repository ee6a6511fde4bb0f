"""Expected sell-in by shift-share: the dealer's usual share of what its peers bought now.

E[d, t] = sum over categories c of D_c / (G_c - D_c) x (T_c - y_c), where D_c and G_c are
the dealer's and its group's amounts over the twelve months before t, T_c the group's amount
in t and y_c the dealer's own (Dunn 1960 for shift-share; leave-one-out so that no dealer
raises its own expectation). Season and channel-wide moves are in T and cancel. A dealer
with a shorter past is compared with its group over that same shorter past.

One wild month, honest or not, must not be the measure of the next twelve, nor of the peers
in the same month: amounts are first calmed (`calm`), then shared out again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines.explained import explained_excess
from steelyard.baselines.peers import Grouping, Peers
from steelyard.facts.panel import Panel

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
Span = tuple[Indices, Indices]

WINDOW = 12
_WILD = 2.0
"""Multiple of the expected beyond which an amount teaches nothing about the usual share."""
_LEAST_REST = 0.05
"""Peers' volume, relative to the dealer's own, below which they tell nothing of it."""


@dataclass(frozen=True)
class Calm:
    """(dealers, months) each: the share of a month's amount that may teach, 0 to 1."""

    own: Array
    """... about the dealer's own share: a spell's order may be several months' goods."""
    peers: Array
    """... about the peers' month: there an order counts as one month's goods at most."""


def calm(panel: Panel, expected: Array, spell: Array, peers_month: Array, slack: Array) -> Calm:
    """Return what may teach, given a first guess of each month and of its whole spell.

    What promotions and launches explain is left out, and what lies beyond twice the guess
    moved by the peers' month (in logs) plus `slack`, one order in money.
    """
    amount = np.nan_to_num(panel.sell_in_amount, nan=0.0)
    known = ~np.isnan(expected)
    plain = amount - np.where(known, explained_excess(panel, spell), 0.0)

    def share(guess: Array) -> Array:
        most = _WILD * np.nan_to_num(guess, nan=0.0) * np.exp(peers_month) + slack
        kept = np.where(known, np.minimum(plain, most), plain)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(amount > 0, kept / amount, 1.0)

    return Calm(share(spell), share(expected))


def expected_sell_in(
    panel: Panel, peers: Peers, spell_start: Indices, lag: int = 0, teaches: Calm | None = None
) -> Array:
    """Return (dealers, months): expected net amount; NaN before the dealer has a past.

    The year behind the share ends where the present spell began: a gap does not lower the
    expectation of the order that ends it. `lag` leaves that many months before t out of the
    share too, so that a ramp just before t does not raise what is expected at t. `teaches`
    is what `calm` returned, or None for the amounts as they are.
    """
    span = past_year(panel, spell_start, lag)
    total = np.zeros(panel.shape)
    for category in range(panel.category_amount.shape[1]):
        amount = np.nan_to_num(panel.category_amount[:, category, :], nan=0.0)
        if amount.any():
            own = amount if teaches is None else amount * teaches.own
            joint = amount if teaches is None else amount * teaches.peers
            total += foretold(own, joint, peers, span)
    return np.where(span[1] > span[0], total, np.nan)


def past_year(panel: Panel, spell_start: Indices, lag: int = 0) -> Span:
    """Return the first month and the month after the last that teach each month's share."""
    first = panel.first_month[:, None]
    end = np.maximum(np.minimum(np.arange(panel.shape[1])[None, :] - lag, spell_start), 0)
    return np.maximum(end - WINDOW, np.minimum(first, end)), end


def foretold(amount: Array, joint: Array, peers: Peers, span: Span) -> Array:
    """Return (dealers, months): the dealer's usual share of what its peers have now.

    `amount` is the dealer's own side, `joint` the same as it counts among peers: they
    differ where an order for several months must not pass for one month's.
    """
    own = np.maximum(_between(_running(amount), span), 0.0)
    taken = _between(_running(joint), span)
    by_level = _from_group(own, taken, joint, peers.levels, span)
    if not peers.region_matters:
        return by_level
    return peers.choose(by_level, _from_group(own, taken, joint, peers.regions, span))


def _from_group(own: Array, taken: Array, joint: Array, group: Grouping, span: Span) -> Array:
    """Return the category's expectation; a dealer alone in it is read against itself."""
    total = group.total(joint)
    rest_before = _between(_running(total)[group.of], span) - taken
    rest_now = np.maximum(total[group.of] - joint, 0.0)
    alone = rest_before <= _LEAST_REST * own
    usual = own / np.maximum(span[1] - span[0], 1)
    shared = own / np.where(alone, 1.0, rest_before) * rest_now
    return np.where(alone, usual, shared)


def _running(values: Array) -> Array:
    """Return cumulative sums with a leading zero: (..., months + 1)."""
    start = np.zeros((*values.shape[:-1], 1))
    return np.concatenate([start, np.cumsum(values, axis=-1)], axis=-1)


def _between(running: Array, span: Span) -> Array:
    upper = np.take_along_axis(running, span[1], axis=1)
    return np.asarray(upper - np.take_along_axis(running, span[0], axis=1), dtype=np.float64)
