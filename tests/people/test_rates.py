"""Rates of others' dealers: those that made the flags, margin by margin, and drawn in when thin."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from steelyard.people.charges import Charges
from steelyard.people.kinds import REGION, SIZE, TIER
from steelyard.people.law import law_of_flagged
from steelyard.people.rates import Rates, cells, rates, rates_without

REGIONS = 6
MANY = 6000


def _charges(
    count: int, factor: list[float], seed: int = 3, rate: float = 0.006
) -> tuple[Charges, np.ndarray]:
    """Return charges of ten people over six regions, flagged at rate x the region's factor."""
    chance = np.random.default_rng(seed)
    kind = np.stack(
        [np.arange(count) % REGIONS, chance.integers(0, 4, count), chance.integers(0, 4, count)]
    )
    months = chance.integers(3, 30, count).astype(np.float64)
    large = np.where(kind[SIZE] == 3, 2.0, 1.0)
    flagged = chance.random(count) < -np.expm1(
        -rate * np.array(factor)[kind[REGION]] * large * months
    )
    person = np.arange(count) // REGIONS % 10
    return Charges(np.arange(count), person, months, flagged), kind


def _without(person: int, charges: Charges, kind: np.ndarray) -> Rates:
    alike = cells(charges, kind)
    return rates_without(person, charges, alike, rates(charges, alike))


def test_where_nobody_is_flagged_hardly_anybody_is_expected_to_be() -> None:
    charges, kind = _charges(240, [0.0] * REGIONS)
    found = _without(0, charges, kind)
    assert found.chance(kind, charges.months).sum() < 0.7


def test_no_charge_at_all_gives_a_rate_all_the_same() -> None:
    nobody = Charges(*(np.zeros(0, kind) for kind in (np.int64, np.int64, np.float64, np.bool_)))
    alike = cells(nobody, np.zeros((3, 0), np.int64))
    assert rates(nobody, alike).level == 0.5


def test_cells_hold_every_charge_once() -> None:
    charges, kind = _charges(500, [1.0] * REGIONS)
    alike = cells(charges, kind)
    assert_array_equal(alike.kind[:, alike.of], kind)
    assert_allclose(np.bincount(alike.of) @ alike.months, charges.months.sum())
    assert np.abs(alike.months[alike.of] - charges.months).max() < 6


def test_the_rates_that_made_the_flags_are_found() -> None:
    factor = [0.5, 0.7, 1.0, 1.0, 1.3, 1.5]
    charges, kind = _charges(MANY, factor)
    found = _without(0, charges, kind)
    assert_allclose(found.factors[REGION] / found.factors[REGION].mean(), factor, rtol=0.25)
    assert found.factors[SIZE][3] / found.factors[SIZE][:3].mean() == pytest.approx(2, rel=0.15)
    assert found.factors[TIER].std() < 0.1
    others = charges.person != 0
    due = found.chance(kind[:, others], charges.months[others]).sum()
    assert due == pytest.approx(charges.flagged[others].sum(), rel=0.02)


def test_a_persons_own_record_has_no_part_in_its_rates() -> None:
    charges, kind = _charges(600, [1.0] * REGIONS)
    flagged = np.where(charges.person == 4, True, charges.flagged)
    guilty = Charges(charges.dealer, charges.person, charges.months, flagged)
    one, other = (_without(4, them, kind).of(kind) for them in (charges, guilty))
    assert_allclose(one, other, rtol=0.02)


def test_even_regions_are_drawn_together_and_uneven_ones_are_not() -> None:
    even, kind = _charges(MANY, [1.0] * REGIONS)
    assert _without(0, even, kind).region_prior == 10
    uneven, kind = _charges(MANY, [0.1, 0.1, 0.1, 0.2, 2.0, 4.0])
    found = _without(0, uneven, kind)
    assert found.region_prior < 4
    assert found.factors[REGION][5] > 5 * found.factors[REGION][0]


def test_where_the_rates_are_hardly_known_large_numbers_are_less_rare() -> None:
    kind, months = np.zeros((3, 12), np.int64), np.full(12, 20.0)
    one = (np.ones(1),) * 3
    level = -np.log(0.9) / 20
    known = law_of_flagged(Rates(level, one, np.array([10_000.0])), kind, months)
    hardly = law_of_flagged(Rates(level, one, np.array([1.0])), kind, months)
    assert known[5:].sum() == pytest.approx(0.0043, rel=0.02)
    assert 0.005 < hardly[5:].sum() < 0.009
    assert_allclose([law.sum() for law in (known, hardly)], 1.0)
    mean = [law @ np.arange(13) for law in (known, hardly)]
    assert_allclose(mean, 1.2, rtol=0.02)


def test_regions_are_uncertain_apart() -> None:
    kind = np.zeros((3, 12), np.int64)
    kind[REGION, 6:] = 1
    months, level = np.full(12, 20.0), -np.log(0.9) / 20
    two = Rates(level, (np.ones(2), np.ones(1), np.ones(1)), np.ones(2))
    apart = law_of_flagged(two, kind, months)
    together = law_of_flagged(two, np.zeros((3, 12), np.int64), months)
    assert apart[5:].sum() < together[5:].sum()
