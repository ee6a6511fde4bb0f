"""Whether a salesperson can be told apart from its region and its kind of dealer.

Where one person serves (nearly) a whole region, what the region brings about and what the
person does look the same; so it is with one who serves (nearly) all key accounts. A region
that nobody wrote down is unknown: it cannot be held against others' dealers there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.people.charges import Charges
from steelyard.people.kinds import REGION

Flags = NDArray[np.bool_]
Index = NDArray[np.int64]

NEARLY_ALL = 0.8
"""Share of the dealers of a region or kind from which others say too little."""
MOST_ALONE = 0.5
"""Share of a person's dealers without others to compare with, from which nothing is said."""


@dataclass(frozen=True)
class Separable:
    """Arrays (people,)."""

    alone_in_region: NDArray[np.float64]
    """Share of the person's dealers in regions that (nearly) nobody else serves."""
    alone: NDArray[np.float64]
    """The same, counting also kinds of dealer that (nearly) nobody else serves."""
    unknown: NDArray[np.float64]
    """Share of the person's dealers whose region is unknown."""

    @property
    def separable(self) -> Flags:
        """Whether enough of the person's dealers have others to be compared with."""
        return np.asarray(np.maximum(self.alone, self.unknown) < MOST_ALONE)


def separable(charges: Charges, kind: Index, unknown: Flags, people: int) -> Separable:
    """Return who can be told apart; `kind` (3, dealers), `unknown` region (dealers,)."""
    nowhere = unknown[charges.dealer]
    alone = [_alone(charges, codes[charges.dealer]) for codes in kind]
    in_region = alone[REGION] & ~nowhere
    count = np.maximum(np.bincount(charges.person, minlength=people), 1)

    def share(of: Flags) -> NDArray[np.float64]:
        return np.bincount(charges.person, of, people) / count

    return Separable(share(in_region), share(np.logical_or.reduce(alone) | nowhere), share(nowhere))


def _alone(charges: Charges, codes: Index) -> Flags:
    """Return (charges,): whether the person has (nearly) all dealers of that kind."""
    many = int(codes.max(initial=0)) + 1
    own = charges.person * many + codes
    of_person = np.bincount(own, minlength=own.max(initial=0) + 1)[own]
    return np.asarray(of_person >= NEARLY_ALL * np.bincount(codes, minlength=many)[codes])
