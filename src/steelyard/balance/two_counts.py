"""Two counts of one warehouse, the manufacturer's and the dealer's, brought to one day.

The dealer's count may be older than the audit by up to a month, where its own of that month is
missing. What came and was sold since is counted in; as far as nobody knows on which day it came,
the two may differ by a delivery without anybody's lie. Counts in another unit are not compared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.balance.books import claimed, fell_at_once, net_received, usual_sell_out
from steelyard.balance.windows import last_known
from steelyard.facts.panel import Panel

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

_DAYS = 30.4375
_LEAST_COVERED = 0.3
_BOOKED = 0.1
"""Part of a month's goods by which its own reports may be wrong."""


@dataclass(frozen=True)
class TwoCounts:
    """Units of the goods that both counted, (dealers, months); NaN where there is no audit."""

    seen: Array
    """By the manufacturer."""
    claimed: Array
    """By the dealer's nearest count, carried on to the day of the audit where it is older."""
    doubt: Array
    """By how much that may be wrong where nobody lied; 0 for two counts of one day."""
    covered: Array
    """Part of the dealer's stock that these goods are."""


def two_counts(panel: Panel) -> TwoCounts | None:
    """Return what was counted twice; None without audits or own counts.

    A count of the month before is carried on in equal parts a day. Whether one of the same month
    was made before or after the audit is not known: it is not carried on.
    """
    seen, said, own = panel.audited_where_claimed, panel.claimed_where_audited, claimed(panel)
    if seen is None or said is None:
        return None
    older = np.zeros(seen.shape, dtype=np.bool_) if own is None else np.isnan(own)
    covered = _covered(said, said if own is None else last_known(own))
    part, came, sold = _part_of_a_month(panel), net_received(panel), _sold(panel)
    carried = np.maximum(said + covered * part * (came - sold), 0.0)
    return TwoCounts(
        seen=seen,
        claimed=np.where(fell_at_once(panel), np.nan, np.where(older, carried, said)),
        doubt=covered * _doubt(part, came, sold, older),
        covered=covered,
    )


def _covered(said: Array, stock: Array) -> Array:
    with np.errstate(invalid="ignore", divide="ignore"):
        covered = np.clip(said / np.maximum(stock, said), _LEAST_COVERED, 1.0)
    return np.where(np.isnan(covered), 1.0, covered)


def _part_of_a_month(panel: Panel) -> Array:
    """Return how far apart the counts are, in months, 1 at the most."""
    if panel.audit_days_apart is None:
        return np.zeros(panel.shape)
    return np.clip(panel.audit_days_apart / _DAYS, 0.0, 1.0)


def _sold(panel: Panel) -> Array:
    """Return the month's reported sell-out, or the usual one where it reported nothing."""
    if panel.sell_out_quantity is None:
        return np.zeros(panel.shape)
    reported = panel.sell_out_quantity
    return np.nan_to_num(np.where(np.isnan(reported), usual_sell_out(panel), reported))


def _doubt(part: Array, came: Array, sold: Array, older: Flags) -> Array:
    """Return the standard error of what came and left between the counts, units.

    A month's goods come in one delivery: it lies between the counts with a chance of `part`.
    """
    unknown_day = np.where(older, part * (1 - part), part) * came**2
    not_carried = np.where(older, 0.0, (part * sold) ** 2)
    booked = (_BOOKED * part) ** 2 * (came**2 + sold**2)
    return np.asarray(np.sqrt(unknown_day + not_carried + booked))
