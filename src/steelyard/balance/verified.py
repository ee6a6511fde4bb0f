"""Verified sell-out: what was really sold, as far as somebody outside the books bears it out.

Real sales are units that left for consumers, wherever they live, or for institutions. The
estimate is that of the likelier of two explanations (see `explanations`): the books, if the
witnesses agree with them, else what the witnesses leave. The 95 % interval is that of both
together, each with its odds, so that it holds both where the question is open.

Where nobody outside the books has said anything yet, no scan and no audit, nothing is verified:
NaN, never the claim repeated. Goods are known by the codes of the dealer they were shipped to:
what another dealer sold of them without a word counts here, and is missing there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.evidence import Evidence, evidence
from steelyard.balance.explanations import Weighed, weigh
from steelyard.facts.panel import Panel
from steelyard.statistics.two_normals import quantile_of_two

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

_SIDE = 0.025
"""Chance beyond either end of the interval."""
_FEWEST_SCANS = 5.0
"""Scans, come or foretold, from which their number says something."""
_SILENT = 2
"""Months in a row that books may be silent and are still carried on."""


@dataclass(frozen=True)
class Verified:
    """(dealers, months) each, units; NaN where nothing can be verified."""

    quantity: Array
    low: Array
    """Lower end of the 95 % interval."""
    high: Array
    doubt: Array
    """Weight, 0 to 1, of the explanation that the books overstate."""


def verified_sell_out(panel: Panel) -> Verified | None:
    """Return verified sell-out; None without reports, or without witnesses, in the panel.

    The figures of a month use that month and those before it only.
    """
    if panel.scans is None and panel.audited_where_claimed is None:
        return None
    known = evidence(panel)
    return None if known is None else _verified(known)


def _verified(known: Evidence) -> Verified:
    weighed = weigh(known)
    out = _witnessed(known) & _told_lately(known.books.sold) & ~np.isnan(weighed.doubt)
    books = np.where(np.isnan(known.books.sold), np.exp(weighed.true), known.books.sold)
    quantity = np.where(weighed.doubt < 0.5, books, np.exp(weighed.overstated))
    low = np.minimum(_quantile(_SIDE, weighed), quantity)
    high = np.maximum(_quantile(1 - _SIDE, weighed), quantity)
    return Verified(
        *(np.where(out, values, np.nan) for values in (quantity, low, high, weighed.doubt))
    )


def _quantile(at: float, weighed: Weighed) -> Array:
    true = (weighed.true, weighed.true_spread)
    overstated = (weighed.overstated, weighed.overstated_spread)
    return np.exp(quantile_of_two(at, weighed.doubt, true, overstated))


def _witnessed(known: Evidence) -> Flags:
    """Return the months by which scans or an audit have said something of the dealer."""
    scans = known.scans
    come = np.nan_to_num(np.maximum(scans.count, scans.foretold))
    audited = np.logical_or.accumulate(~np.isnan(known.audits.gap), axis=1)
    return np.asarray((np.cumsum(come, axis=1) >= _FEWEST_SCANS) | audited)


def _told_lately(sold: Array) -> Flags:
    """Return where the books have not been silent for too long."""
    told = ~np.isnan(sold)
    out = told.copy()
    for back in range(1, _SILENT + 1):
        out[:, back:] |= told[:, :-back]
    return out
