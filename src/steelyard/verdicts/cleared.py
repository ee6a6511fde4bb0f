"""When a month is said to be genuine: only where an outside witness could have seen a lie.

Scans must be there, and enough of them that a small invented share of the reported sales would
have stood out, and that what came in over the last months is borne out too; nothing may stand out,
an audit neither, and all signals together must speak against a lie; the signals of sell-in must be
quiet. Nor is it said soon after an alert: a lie that lasts becomes the dealer's own level, and then
it is no longer seen. All else stays unjudged, with the reason: a thing that cannot be seen is not
cleared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.windows import over
from steelyard.baselines import Channel
from steelyard.signals import Reading
from steelyard.statistics.level_shift import LAGS, WITHIN_A_YEAR, Shift

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
Flags = NDArray[np.bool_]

DETECTABLE = 0.25
"""Largest lie, as a share of real sales, that may hide behind the word genuine."""
UNSOLD = 0.5
"""Largest share, of what scans say was sold in some months, that may have come in beyond it."""
UNLIKELY = 0.05
"""Chance of a lie, by the joined scores, from which the word is not said."""
AFTER_ALERT = 36
"""Months after an alert in which the word is not said: a lie may last for years, and after the
longest window nothing in the dealer's own past tells of it any more."""
QUIET = 2.0
"""Departure from which a signal speaks against the word."""
WITNESSES = ("sell_out", "stock", "scans", "claims", "invoices")
"""Tables of which one at least must be there: sell-in alone convicts nobody and clears nobody."""
_WITNESSED = ("sell_out", "scans")
_ORDINARY = 0.1
"""Joined p-value of all looks above which a month is ordinary."""
_SURE = 2.33 + 1.28
"""Normal quantiles of one false alarm in a hundred and nine lies found in ten."""
_AT_MOST = 1.645
"""Normal quantile of what is exceeded once in twenty."""
_GOODS_OVER = (3, 5)
"""Months over which goods are held against scans: fewer are an order's lump, more a mean of old."""


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
    error = _error(shift)[:WITHIN_A_YEAR]
    best = error.argmin(axis=0)[None]
    with np.errstate(over="ignore"):
        lie = np.expm1(_SURE * np.take_along_axis(error, best, axis=0)[0])
    apart = np.expm1(np.abs(np.take_along_axis(shift.size, best, axis=0)[0]))
    return Seen(lie, np.asarray(LAGS)[best[0]], apart)


def detectable_lie(shift: Shift | None, shape: tuple[int, int]) -> Array:
    """Return the smallest invented share of real sales that scans would show; inf where none."""
    return seen(shift, shape).smallest_lie


def most_unsold(shift: Shift | None, shape: tuple[int, int]) -> Array:
    """Return the most that may have come in beyond what scans bear out, as a share of that.

    Of windows of _GOODS_OVER months the one that bears out least; inf where unknown.
    """
    if shift is None:
        return np.full(shape, np.inf)
    rows = [LAGS.index(months) for months in _GOODS_OVER]
    with np.errstate(over="ignore", invalid="ignore"):
        most = np.expm1(shift.size[rows] + _AT_MOST * _error(shift)[rows]).max(axis=0)
    return np.asarray(np.nan_to_num(most, nan=np.inf))


def _error(shift: Shift) -> Array:
    """Return the standard errors; inf where unknown."""
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.abs(shift.size / shift.departure)
    return np.where(np.isfinite(error), error, np.inf)


@dataclass(frozen=True)
class Said:
    """What the joined evidence says, (dealers, months) each."""

    p_value: Array
    """Of all looks together."""
    chance: Array
    """Of a lie, by the joined scores; NaN where they were not asked."""
    alert: Flags


def standing(
    channel: Channel, readings: Mapping[str, Reading], said: Said, present: tuple[str, ...]
) -> NDArray[np.str_]:
    """Return how a month stands in which nothing calls for a check, (dealers, months).

    `genuine`, or the key of the reason why it stays unjudged: `quiet` with sell-in alone, else
    `unwitnessed` (a table is missing), `unreported` (the dealer's own report is, or its past),
    `thin` (too few scans to show a small lie), `lately` (an alert is not long ago), `unclear`
    (something stands out a little) or `unsold` (goods came in that scans do not bear out).
    """
    balance, shape = channel.balance, channel.panel.shape
    lie = detectable_lie(balance.scan_rate, shape)
    unsold = most_unsold(balance.in_against_scans, shape)
    if not set(WITNESSES) & set(present):
        return np.full(shape, "quiet", dtype="<U11")
    blind = "unreported" if set(_WITNESSED) <= set(present) else "unwitnessed"
    cases = {
        blind: np.isinf(lie) | np.isinf(unsold),
        "thin": lie > DETECTABLE,
        "lately": _lately(said.alert),
        "unclear": ~_quiet(channel, readings, said),
        "unsold": unsold > UNSOLD,
    }
    return np.select(list(cases.values()), list(cases), default="genuine").astype("<U11")


def _lately(alert: Flags) -> Flags:
    """Return where there was an alert in the AFTER_ALERT months before, or is one."""
    return over(alert.astype(np.float64), AFTER_ALERT + 1) > 0


def _quiet(channel: Channel, readings: Mapping[str, Reading], said: Said) -> Flags:
    """Return where neither a signal nor an audit stands out, nor all signals together."""
    quiet = np.nan_to_num(said.p_value, nan=0.0) > _ORDINARY
    quiet &= np.nan_to_num(said.chance, nan=0.0) < UNLIKELY
    for reading in readings.values():
        if reading.departure is not None:
            quiet &= np.nan_to_num(reading.departure, nan=0.0).max(axis=0) < QUIET
    audits = channel.balance.audits
    if audits is not None:
        quiet &= np.abs(np.nan_to_num(audits.departure, nan=0.0)).max(axis=0) < QUIET
    return np.asarray(quiet)
