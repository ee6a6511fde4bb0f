"""Do the matters follow the person? Dealers that changed hands tell it best.

Such a dealer has the same place, trade and owner before and after, so neither region nor kind
can explain a difference. Only dealers flagged under one side alone say anything (McNemar 1947);
under chance each of them is the person's with the odds of the months on either side. How many
are, is then Poisson-binomial, and its upper tail exact. Dealers are also moved *because*
something was found, so even this is a reason to look and no finding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.people.charges import Charges
from steelyard.people.rates import Rates
from steelyard.statistics.poisson_binomial import poisson_binomial, tails

Array = NDArray[np.float64]
Index = NDArray[np.int64]


@dataclass(frozen=True)
class Moved:
    """The dealers that changed hands, with one person on one side."""

    dealers: int
    only_with: int
    """Flagged only while this person served them."""
    only_without: int
    """Flagged only while another did."""
    p_value: float
    """Chance that so many or more of those are the person's; NaN where there are none."""


NOBODY_MOVED = Moved(0, 0, 0, np.nan)


def moved(person: int, charges: Charges, kind: Index, rates: Rates) -> Moved:
    """Return what dealers that changed hands say of one person; `kind` is (3, dealers)."""
    mine = charges.person == person
    here = np.isin(charges.dealer, charges.dealer[mine])
    shared = np.unique(charges.dealer[here & ~mine])
    with_it = _side(shared, charges, here & mine)
    without = _side(shared, charges, here & ~mine)
    one_side = with_it[1] != without[1]
    only_with = int((one_side & with_it[1]).sum())
    only_without = int(one_side.sum()) - only_with
    chance = _chance_it_is_ours(
        *(rates.chance(kind[:, shared[one_side]], side[0][one_side]) for side in (with_it, without))
    )
    p = float(tails(poisson_binomial(chance))[only_with]) if one_side.any() else np.nan
    return Moved(int(shared.size), only_with, only_without, p)


def _side(
    dealers: Index, charges: Charges, chosen: NDArray[np.bool_]
) -> tuple[Array, NDArray[np.bool_]]:
    """Return months at risk and whether flagged, of those dealers in the chosen charges."""
    of = charges.dealer[chosen]
    known = np.isin(of, dealers)
    place = np.searchsorted(dealers, of[known])
    months = np.bincount(place, charges.months[chosen][known], dealers.size)
    flagged = np.bincount(place[charges.flagged[chosen][known]], minlength=dealers.size)
    return months.astype(np.float64), flagged > 0


def _chance_it_is_ours(ours: Array, theirs: Array) -> Array:
    """Return the chance that it is ours, given that exactly one side was flagged."""
    # A flag may lie in a month of no weight: no months on either side is even odds.
    mine, other = ours * (1 - theirs), theirs * (1 - ours)
    either = mine + other
    return np.where(either > 0, mine / np.where(either > 0, either, 1.0), 0.5)
