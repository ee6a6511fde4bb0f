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

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines.explained import explained_excess
from steelyard.baselines.peers import Peers
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
    panel: Panel, peers: Peers, spans: Sequence[Span], teaches: Calm
) -> list[Array]:
    """Return (dealers, months) for each span: expected net amount; NaN without a past.

    All spans are computed in one pass over the categories. `teaches` is what `calm` returned.
    """
    windows = [Window.over(span, peers) for span in spans]
    totals = [np.zeros(panel.shape) for _ in spans]
    for category in range(panel.category_amount.shape[1]):
        amount = np.nan_to_num(panel.category_amount[:, category, :], nan=0.0)
        if amount.any():
            sums = Sums.of(amount * teaches.own, amount * teaches.peers, peers)
            for total, window in zip(totals, windows, strict=True):
                total += sums.foretold(window)
    return [
        np.where(window.length > 0, total, np.nan)
        for total, window in zip(totals, windows, strict=True)
    ]


def foretold(amount: Array, peers: Peers, span: Span) -> Array:
    """Return (dealers, months): the dealer's usual share of what its peers have now.

    For one figure without categories, such as orders; NaN without a past.
    """
    window = Window.over(span, peers)
    expected = Sums.of(amount, amount, peers).foretold(window)
    return np.where(window.length > 0, expected, np.nan)


def past_span(panel: Panel, spell_start: Indices, lag: int = 0, window: int = WINDOW) -> Span:
    """Return the first month and the month after the last that teach each month's share.

    The span, `window` months long, ends where the present spell began: a gap does not lower
    the expectation of the order that ends it. `lag` leaves that many months before t out too,
    so that a ramp just before t does not raise what is expected at t.
    """
    first = panel.first_month[:, None]
    end = np.maximum(np.minimum(np.arange(panel.shape[1])[None, :] - lag, spell_start), 0)
    return np.maximum(end - window, np.minimum(first, end)), end


@dataclass(frozen=True)
class Window:
    """A span as places in flattened cumulative sums, worked out once for all categories."""

    own: Span
    group: Span
    now: Indices
    length: Indices

    @classmethod
    def over(cls, span: Span, peers: Peers) -> Window:
        """Return the places of that span for dealers' and for groups' sums."""
        start, end = span
        dealers, months = end.shape
        own = np.arange(dealers)[:, None] * (months + 1)
        group = peers.group * (months + 1)
        now = peers.group * months + np.arange(months)
        return cls((own + start, own + end), (group + start, group + end), now, end - start)


@dataclass(frozen=True)
class Sums:
    """One category: what each dealer bought, and its groups, with cumulative sums."""

    joint: Array
    own_running: Array
    joint_running: Array
    totals: Array
    totals_running: Array

    @classmethod
    def of(cls, amount: Array, joint: Array, peers: Peers) -> Sums:
        """Return the sums; `joint` is the amount as it counts among peers."""
        totals = peers.totals(joint)
        own = _running(amount)
        shared = own if joint is amount else _running(joint)
        return cls(joint, own, shared, totals, _running(totals))

    def foretold(self, window: Window) -> Array:
        """Return D / (G - D) x (T - y); a dealer alone in it is read against itself."""
        own = np.maximum(_between(self.own_running, window.own), 0.0)
        taken = own
        if self.joint_running is not self.own_running:
            taken = _between(self.joint_running, window.own)
        rest_before = _between(self.totals_running, window.group) - taken
        rest_now = np.maximum(self.totals.ravel()[window.now] - self.joint, 0.0)
        alone = rest_before <= _LEAST_REST * own
        shared = own / np.where(alone, 1.0, rest_before) * rest_now
        return np.where(alone, own / np.maximum(window.length, 1), shared)


def _running(values: Array) -> Array:
    """Return cumulative sums with a leading zero: (rows, months + 1)."""
    out = np.zeros((values.shape[0], values.shape[1] + 1))
    np.cumsum(values, axis=1, out=out[:, 1:])
    return out


def _between(running: Array, span: Span) -> Array:
    flat = running.ravel()
    return np.asarray(flat[span[1]] - flat[span[0]], dtype=np.float64)
