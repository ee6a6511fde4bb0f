"""When a month is said to be genuine: only where an outside witness could have seen a lie.

Scans must be there, and enough of them that an invented share of the reported sales as large as
DETECTABLE would have stood out; nothing may stand out, an audit neither; and the signals of
sell-in must be quiet too. All else stays unjudged, with the reason: a thing that cannot be seen
is not cleared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.baselines import Channel
from steelyard.signals import Reading
from steelyard.statistics.level_shift import LAGS, Shift

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]

DETECTABLE = 0.5
"""Largest lie, as a share of real sales, that may hide behind the word genuine."""
QUIET = 2.0
"""Departure from which a signal speaks against the word."""
WITNESSES = ("sell_out", "stock", "scans", "claims", "invoices")
"""Tables of which one at least must be there: sell-in alone convicts nobody and clears nobody."""
_WITNESSED = ("sell_out", "scans")
_ORDINARY = 0.1
"""Joined p-value of all looks above which a month is ordinary."""
_SURE = 2.33 + 1.28
"""Normal quantiles of one false alarm in a hundred and nine lies found in ten."""


@dataclass(frozen=True)
class Seen:
    """What scans could have shown of reported sales, (dealers, months) each.

    Of the window that is known best.
    """

    smallest_lie: Array
    """Smallest invented share of real sales that would have stood out; inf where none."""
    months: Indices
    """How many months that window holds."""
    apart: Array
    """How far scans and reports part company in it, as a share of the reports; NaN unknown."""


def seen(shift: Shift | None, shape: tuple[int, int]) -> Seen:
    """Return what scans could have shown.

    From the standard error of the best window, (z(1 - alpha) + z(1 - beta)) times it: a lie of
    share x lowers the log of scans for each unit reported by log(1 + x).
    """
    if shift is None:
        return Seen(np.full(shape, np.inf), np.ones(shape, np.int64), np.full(shape, np.nan))
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.abs(shift.size / shift.departure)
    error = np.where(np.isfinite(error), error, np.inf)
    best = error.argmin(axis=0)[None]
    with np.errstate(over="ignore"):
        lie = np.expm1(_SURE * np.take_along_axis(error, best, axis=0)[0])
    apart = np.expm1(np.abs(np.take_along_axis(shift.size, best, axis=0)[0]))
    return Seen(lie, np.asarray(LAGS)[best[0]], apart)


def detectable_lie(shift: Shift | None, shape: tuple[int, int]) -> Array:
    """Return the smallest invented share of real sales that scans would show; inf where none."""
    return seen(shift, shape).smallest_lie


def standing(
    channel: Channel, readings: Mapping[str, Reading], joined: Array, present: tuple[str, ...]
) -> NDArray[np.str_]:
    """Return how a month stands in which nothing calls for a check, (dealers, months).

    `genuine`, or the key of the reason why it stays unjudged: `quiet` with sell-in alone, else
    `unwitnessed` (a table is missing), `unreported` (the dealer's own report is, or its past),
    `thin` (too few scans to show a lie) or `unclear` (something stands out a little).
    """
    lie = detectable_lie(channel.balance.scan_rate, channel.panel.shape)
    if not set(WITNESSES) & set(present):
        return np.full(lie.shape, "quiet", dtype="<U11")
    blind = "unreported" if set(_WITNESSED) <= set(present) else "unwitnessed"
    cases = [np.isinf(lie), lie > DETECTABLE, ~_quiet(channel, readings, joined)]
    return np.select(cases, [blind, "thin", "unclear"], default="genuine").astype("<U11")


def _quiet(channel: Channel, readings: Mapping[str, Reading], joined: Array) -> Flags:
    """Return where neither a signal nor an audit stands out."""
    quiet = np.nan_to_num(joined, nan=0.0) > _ORDINARY
    for reading in readings.values():
        if reading.departure is not None:
            quiet &= np.nan_to_num(reading.departure, nan=0.0).max(axis=0) < QUIET
    audits = channel.balance.audits
    if audits is not None:
        quiet &= np.abs(np.nan_to_num(audits.departure, nan=0.0)).max(axis=0) < QUIET
    return np.asarray(quiet)
