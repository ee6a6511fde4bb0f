"""From joined evidence to one answer a dealer and month.

Sell-in alone convicts nobody and clears nobody. Where reports and witnesses are there, the
joined departures may raise an alert (`alerts`), and quiet months that could have shown a lie are
`genuine` (`cleared`). Else a month is `watch` where something calls for a check, or `unjudged`
with the reason. Watches are controlled month by month over all dealers of the channel
(Benjamini-Hochberg), with that month's evidence only. Later months change no earlier verdict.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines import Channel
from steelyard.signals import SIGNALS, Reader, Reading
from steelyard.signals.signal import KINDS
from steelyard.statistics.joining import discoveries, evidence_against_null
from steelyard.statistics.trailing import trailing_sum
from steelyard.verdicts.alert_money import Asked
from steelyard.verdicts.alerts import alerts, with_alerts
from steelyard.verdicts.cleared import Said, standing
from steelyard.verdicts.conviction import Charge, Conviction, convictions
from steelyard.verdicts.findings import Verdicts
from steelyard.verdicts.join import Joined, join
from steelyard.verdicts.matters import matters
from steelyard.verdicts.steadiness import steadiness

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

PRIOR = 0.01
"""Share of dealer-months taken to deserve a check before anything is read; it only sets the
scale of the score, not who is selected."""
_SMALL = 0.05
"""Part of the even share of attention that even the smallest dealer has."""
GONE_MONTHS = 12
"""A dealer without an order for so long, the judged month counted, is no longer asked about: the
same twelve months in which the tiers look for sell-in."""


def read_signals(
    channel: Channel, present: tuple[str, ...], readers: Mapping[str, Reader] = SIGNALS
) -> dict[str, Reading]:
    """Return the reading of every signal whose tables are there.

    Each reads for itself, and NumPy lets other threads run while it works on large arrays.
    """
    ready = {name: r for name, r in readers.items() if not r.signal.lacks(present)}
    many = os.cpu_count() or 1
    with ThreadPoolExecutor(many, "signals") as threads:
        read = {name: threads.submit(ready[name].read, channel) for name in _apart(ready, many)}
        return {name: read[name].result() for name in ready}


def _apart(names: Iterable[str], threads: int) -> list[str]:
    """Return the names in an order in which neighbours are not read at the same time.

    Signals of like names ask for the same weighings: the second would wait for the first.
    """
    listed = list(names)
    step = -(-len(listed) // threads)
    return [name for first in range(step) for name in listed[first::step]]


def decide(
    channel: Channel,
    readings: Mapping[str, Reading],
    readers: Mapping[str, Reader] = SIGNALS,
    present: tuple[str, ...] = (),
    learned: Mapping[str, Charge] | None = None,
) -> Verdicts:
    """Return the verdicts of every dealer and month from its first order or report on.

    `present` names the tables that were brought; without one beside sell-in nobody is alerted.
    `learned` stands in for the joined scores that the package has learned.
    """
    with ThreadPoolExecutor(1, "verdicts") as beside:
        # Watches need no scores, and NumPy lets the two run side by side.
        scored = beside.submit(_scored, channel, readings, learned, present)
        plain = _watched(channel, readings, readers)
    found = alerts(
        scored.result(), readings, readers, Asked(channel.materiality, channel.taken_over), present
    )
    said = Said(plain.p_value, found.chance, (found.cause != "") & channel.panel.begun)
    calm = standing(channel, readings, said, present)
    return with_alerts(plain, found, calm)


def _scored(
    channel: Channel,
    readings: Mapping[str, Reading],
    learned: Mapping[str, Charge] | None,
    present: tuple[str, ...],
) -> dict[str, Conviction]:
    return convictions(readings, learned, steadiness(channel.balance), present)


def _watched(
    channel: Channel, readings: Mapping[str, Reading], readers: Mapping[str, Reader]
) -> Verdicts:
    """Return what calls for a check, and why the other months stay unjudged."""
    panel, settings = channel.panel, channel.settings
    floor = np.broadcast_to(channel.materiality, panel.shape)
    joined = join(readings, readers, floor)
    raised = {
        name: (reading.p_value <= settings.signal_level)
        & (reading.amount_in_question >= floor)
        & (reading.amount_in_question > 0)
        for name, reading in readings.items()
    }
    chosen = _selected(joined, settings.false_discovery_rate, attention(channel))
    watch = chosen & _any(raised, panel.shape)
    amount, kind, stands = _largest(readings, raised, readers, panel.shape)
    amount, kind = np.where(watch, amount, 0.0), np.where(watch, kind, "")
    one = matters(_by_kind(watch, raised, readers), kind, amount, stands)
    return Verdicts(
        verdict=np.where(watch, "watch", np.where(panel.begun, "unjudged", "")),
        cause=np.full(panel.shape, "", dtype="<U20"),
        score=_score(joined),
        amount_in_question=amount,
        amount_kind=kind,
        amount_since=one.amount,
        amount_added=one.added,
        since=one.since,
        listed_months=one.months,
        p_value=joined.overall,
        reason=np.where(watch, "watch", _why_unjudged(channel, joined)),
        cause_p_values=joined.by_cause,
        raised=raised,
    )


def attention(channel: Channel) -> Array:
    """Return (dealers, months): how the budget of false alarms is spread over dealers.

    Half of it goes by the sell-in of the twelve months before, half evenly: a check of a key
    account is worth more than one of a corner shop. A dealer whose usual month is below what
    matters in money gets as much less of the even half: it could hardly be selected, and what
    is reserved for it is lost to all. The rate holds, since the month itself is not asked.
    """
    past = np.maximum(trailing_sum(channel.panel.sell_in_amount, 12), 0.0)
    usual = past / np.clip(np.arange(past.shape[1]), 1, 12)
    floor = np.maximum(channel.materiality, 1e-9)
    matters = _SMALL + (1 - _SMALL) * np.minimum(usual / floor, 1.0)
    total = np.maximum(past.sum(axis=0), 1e-12)
    return np.asarray(0.5 * matters / matters.sum(axis=0) + 0.5 * past / total, dtype=np.float64)


def _selected(joined: Joined, rate: float, weights: Array) -> Flags:
    months = range(joined.overall.shape[1])
    columns = [discoveries(joined.overall[:, m], rate, weights[:, m]) for m in months]
    return np.stack(columns, axis=1)


def _any(raised: Mapping[str, Flags], shape: tuple[int, int]) -> Flags:
    flags = np.zeros(shape, dtype=np.bool_)
    for flag in raised.values():
        flags |= flag
    return flags


def _largest(
    readings: Mapping[str, Reading],
    raised: Mapping[str, Flags],
    readers: Mapping[str, Reader],
    shape: tuple[int, int],
) -> tuple[Array, NDArray[np.str_], Flags]:
    """Return the largest amount that a raised signal puts in question, its kind, and if it stands.

    Signals look at the same goods from several sides, so their amounts are not added. Of equal
    amounts the kind that stands first in KINDS is told.
    """
    amount, kind = np.zeros(shape), np.full(shape, "", dtype="<U11")
    stands = np.zeros(shape, dtype=np.bool_)
    for name in sorted(raised, key=lambda n: KINDS.index(readers[n].signal.amount_kind)):
        here = np.where(raised[name], np.nan_to_num(readings[name].amount_in_question), 0.0)
        more, signal = here > amount, readers[name].signal
        kind = np.where(more, signal.amount_kind, kind)
        stands = np.where(more, signal.stands, stands)
        amount = np.maximum(amount, here)
    return amount, kind, stands


def _by_kind(
    watch: Flags, raised: Mapping[str, Flags], readers: Mapping[str, Reader]
) -> dict[str, Flags]:
    """Return by kind of money where a signal of that kind is raised in a watched month."""
    by_kind: dict[str, Flags] = {}
    for name, flags in raised.items():
        of = readers[name].signal.amount_kind
        by_kind[of] = by_kind.get(of, np.zeros_like(watch)) | (flags & watch)
    return by_kind


def _score(joined: Joined) -> Array:
    """Return the most belief that the p-value allows (Sellke et al. 2001), on a fixed prior.

    No evidence leaves the prior, so scores compare across dealers and months.
    """
    score = evidence_against_null(joined.overall, PRIOR)
    return np.where(np.isnan(score), PRIOR, score)


def _why_unjudged(channel: Channel, joined: Joined) -> NDArray[np.str_]:
    """Return the key of the reason why a month stays unjudged."""
    panel = channel.panel
    ordered = (panel.order_count > 0).astype(np.float64)
    recent = trailing_sum(ordered, GONE_MONTHS - 1) + ordered
    unread = np.isnan(joined.overall)
    before = np.arange(panel.shape[1]) < panel.first_month[:, None]
    # A known dealer in a complete month lacks neither past nor days: it bought nothing.
    paused = unread & channel.enough_past & ~channel.ordered & ~channel.partial_months
    reasons = [~panel.begun, before, recent == 0, paused, unread]
    keys = ["", "not_yet", "gone", "no_order", "short_history"]
    return np.select(reasons, keys, default="quiet")
