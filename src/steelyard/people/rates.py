"""How often dealers of each kind are flagged, from other salespeople's dealers.

A dealer is flagged within m months with chance 1 - exp(-rate m), rate = level x region x tier
x size. Each factor is the one at which flagged and expected agree on the margin of its kind
(method of marginal totals, Bailey 1963), drawn towards one by so many expected flags (a gamma
prior of mean one): a kind that is thin borrows from the channel. For regions that number
follows from how much they differ beyond chance (by moments), since some channels are even and
others are not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from steelyard.people.charges import Charges
from steelyard.people.kinds import REGION

Array = NDArray[np.float64]
Index = NDArray[np.int64]

_PRIOR = 2.0
"""Expected flags at which a tier or size believes its own record as much as the channel's."""
_LEAST_REGION, _MOST_REGION = 1.0, 10.0
"""The same for a region. Even where regions show no difference they are not taken for equal."""
_HALF = 0.5
"""Flags that stand beside the observed ones (Jeffreys): none so far is no proof of never."""
_MOST_ROUNDS, _NEAR = 100, 1e-3
"""Rounds end where no rate changes any more by more than that part of itself."""
_TOGETHER = 6.0
"""Charges whose months differ by less are added up while the rates are sought."""


@dataclass(frozen=True)
class Cells:
    """Charges that are alike, added up: the same kind and nearly the same months."""

    kind: Index
    """(3, cells)."""
    months: Array
    """(cells,): the mean of theirs."""
    of: Index
    """(charges,): the cell of each charge."""
    kinds: tuple[int, ...]
    """How many regions, tiers and sizes there are."""


@dataclass(frozen=True)
class Rates:
    """Flags a month for each kind."""

    level: float
    factors: tuple[Array, ...]
    seen: Array
    """(regions,): flagged dealers behind each region's factor."""
    region_prior: float = _MOST_REGION
    """Expected flags by which the regions' factors are drawn towards one."""

    @property
    def priors(self) -> tuple[float, ...]:
        """Expected flags by which region, tier and size are drawn towards one."""
        return (self.region_prior, _PRIOR, _PRIOR)

    def of(self, kind: Index) -> Array:
        """Return the rate of kinds (3, ...)."""
        rate = np.full(kind.shape[1:], self.level)
        for factor, codes in zip(self.factors, kind, strict=True):
            rate = rate * factor[codes]
        return rate

    def chance(self, kind: Index, months: Array) -> Array:
        """Return the chance of being flagged within those months."""
        return np.asarray(-np.expm1(-self.of(kind) * months), dtype=np.float64)


def cells(charges: Charges, kind: Index) -> Cells:
    """Return the charges added up; `kind` is (3, dealers)."""
    near = np.ceil(charges.months / _TOGETHER)
    rows = np.vstack([kind[:, charges.dealer], near])
    alike, of = np.unique(rows, axis=1, return_inverse=True)
    of = of.ravel()
    months = np.bincount(of, charges.months, alike.shape[1]) / np.bincount(of)
    many = tuple(int(codes.max(initial=0)) + 1 for codes in kind)
    return Cells(alike[:3].astype(np.int64), months, of, many)


def rates(charges: Charges, alike: Cells) -> Rates:
    """Return the rates as all dealers show them."""
    everybody = _Record.of(charges, alike, np.ones(charges.person.shape, np.bool_))
    exposure = float((everybody.count * alike.months).sum())
    level = (float(everybody.flagged.sum()) + _HALF) / max(exposure, 1.0)
    one = tuple(np.ones(many) for many in alike.kinds)
    return _fitted(everybody, Rates(level, one, everybody.seen))


def rates_without(person: int, charges: Charges, alike: Cells, start: Rates) -> Rates:
    """Return the rates as everybody else's dealers show them.

    `start` is only where the search begins: the rates of all are near those of all but one.
    """
    others = _Record.of(charges, alike, charges.person != person)
    found = _fitted(others, replace(start, seen=others.seen, region_prior=_MOST_REGION))
    return _fitted(others, replace(found, region_prior=_region_prior(others, found)))


@dataclass(frozen=True)
class _Record:
    """What the rates are fitted to; arrays (cells,)."""

    alike: Cells
    count: Array
    """Charges in the cell."""
    flagged: Array
    """Those of them that were flagged."""

    @classmethod
    def of(cls, charges: Charges, alike: Cells, chosen: NDArray[np.bool_]) -> _Record:
        hit = chosen & charges.flagged
        counts = [np.bincount(alike.of[one], minlength=alike.months.size) for one in (chosen, hit)]
        return cls(alike, *(count.astype(np.float64) for count in counts))

    @property
    def seen(self) -> Array:
        """(regions,): flagged dealers."""
        seen = np.bincount(self.alike.kind[REGION], self.flagged, self.alike.kinds[REGION])
        return seen.astype(np.float64)

    def expected(self, rates: Rates) -> Array:
        """Return how many would be flagged at those rates."""
        return self.count * rates.chance(self.alike.kind, self.alike.months)


def _region_prior(record: _Record, rates: Rates) -> float:
    """Return the shape of the gamma by which regions differ: 1 / shape is its variance.

    E[(flagged - due)^2] = due + due^2 / shape, due being what a region of factor one would have.
    """
    factor, codes = rates.factors[REGION], record.alike.kind[REGION]
    due = np.bincount(codes, record.expected(rates), factor.size) / factor
    beyond = float(((record.seen - due) ** 2 - due).sum()) / max(float((due**2).sum()), 1e-9)
    return float(np.clip(1.0 / max(beyond, 1e-9), _LEAST_REGION, _MOST_REGION))


def _fitted(record: _Record, start: Rates) -> Rates:
    found, before = start, start.of(record.alike.kind)
    for _ in range(_MOST_ROUNDS):
        found = _closer(found, record)
        now = found.of(record.alike.kind)
        if np.all(np.abs(now - before) <= _NEAR * before):
            break
        before = now
    return found


def _closer(rates: Rates, record: _Record) -> Rates:
    """Return the rates after one round over the margins."""
    for place, codes in enumerate(record.alike.kind):
        factor, prior = rates.factors[place], rates.priors[place]
        flagged = np.bincount(codes, record.flagged, factor.size)
        due = np.bincount(codes, record.expected(rates), factor.size)
        better = (flagged + prior) / (due / factor + prior)
        factors = (*rates.factors[:place], better, *rates.factors[place + 1 :])
        rates = replace(rates, factors=factors)
    total = float(record.expected(rates).sum())
    if total <= 0:
        return rates  # nobody was at risk for a month: the level stays a guess
    return replace(rates, level=rates.level * (float(record.flagged.sum()) + _HALF) / total)
