"""Audits against claims: what the manufacturer saw less what the dealer said of the same goods.

An audit is rare, so what it found stands for the quarter after it. More than claimed is stock
that was denied; less is stock that is not there. Two counts of different days say less.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.books import usual_sell_out
from steelyard.balance.two_counts import two_counts
from steelyard.facts.panel import Panel
from steelyard.statistics.level_shift import LAGS, monthly_noise

Array = NDArray[np.float64]

STANDING = 4
"""Months for which an audit stands: the month it was in and the quarter after."""
_LEAST_ERROR = 0.03
"""Of a usual month: two people who count a warehouse differ by as much."""
_FIRST_ERROR = 0.06
_FEW = 10


@dataclass(frozen=True)
class Audit:
    """The last audit that still stands, (dealers, months) each; NaN where none does."""

    seen: Array
    """Units that the manufacturer saw, of goods which the dealer had counted too."""
    claimed: Array
    """Units of the same goods by the dealer's own count, carried on to the day of the audit."""
    doubt: Array
    """Units by which that may be wrong where nobody lied; 0 for two counts of one day."""
    usual: Array
    """The dealer's usual month at that time, units."""
    ago: Array
    """Months since then."""


def last_audit(panel: Panel) -> Audit | None:
    """Return the last audit that stands in each month.

    None without audits, or without the dealer's own counts of the same goods.
    """
    both = two_counts(panel)
    if both is None:
        return None
    usual = usual_sell_out(panel)
    if panel.sell_out_quantity is None:
        usual = np.maximum(both.seen, 1.0)
    month = np.arange(usual.shape[1], dtype=np.float64)
    known = ~np.isnan(both.seen) & ~np.isnan(both.claimed)
    when = _standing(np.broadcast_to(month, usual.shape), known)
    return Audit(
        seen=_standing(both.seen, known),
        claimed=_standing(both.claimed, known),
        doubt=_standing(both.doubt, known),
        usual=_standing(usual, known),
        ago=month - when,
    )


def audit_gap(audit: Audit) -> Array:
    """Return audited less claimed as a share of the usual month; NaN where none stands."""
    return _of_usual_month(audit.seen - audit.claimed, audit)


def audit_doubt(audit: Audit) -> Array:
    """Return by how much that may be wrong where nobody lied; 0 for two counts of one day."""
    return _of_usual_month(audit.doubt, audit)


def _of_usual_month(units: Array, audit: Audit) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        return units / np.where(audit.usual > 0, audit.usual, np.nan)


def audit_departure(gap: Array, left_over: Array | None, doubt: Array | float = 0.0) -> Array:
    """Return the gap in ordinary errors, (windows, dealers, months).

    Ordinary for the channel's audits, for the days between the two counts (`doubt`) and for the
    dealer: one whose books (`left_over`, as a share of the usual month) never quite agree counts
    as carelessly when nobody lies.
    """
    error = _errors(gap) ** 2 + np.square(doubt)
    if left_over is not None:
        error = error + monthly_noise(left_over, np.zeros_like(left_over))[1]
    out = gap / np.sqrt(error)
    return np.repeat(out[None], len(LAGS), axis=0)


def _standing(values: Array, known: NDArray[np.bool_]) -> Array:
    """Return each month's value, or the latest known one of the quarter before."""
    out = np.full(values.shape, np.nan)
    for back in range(min(STANDING, values.shape[1]) - 1, -1, -1):
        last = values.shape[1] - back
        out[:, back:] = np.where(known[:, :last], values[:, :last], out[:, back:])
    return out


def _errors(gap: Array) -> Array:
    """Return (months,): the ordinary size of a gap, by the months before."""
    out = np.full(gap.shape[1], _FIRST_ERROR)
    for month in range(1, gap.shape[1]):
        past = np.abs(gap[:, :month][~np.isnan(gap[:, :month])])
        if past.size >= _FEW:
            out[month] = max(float(np.median(past)) / 0.6745, _LEAST_ERROR)
        else:
            out[month] = out[month - 1]
    return out
