"""The Poisson-binomial law: against every outcome counted by hand, the binomial, the far tail."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from numpy.testing import assert_allclose, assert_array_equal

from steelyard.statistics.poisson_binomial import poisson_binomial, tails

CHANCES = arrays.arrays(np.float64, st.integers(1, 7), elements=st.floats(0, 1))


def test_without_a_trial_there_is_no_success() -> None:
    assert_array_equal(poisson_binomial(np.zeros(0)), [1.0])
    assert_array_equal(poisson_binomial(np.zeros(3)), [1.0, 0, 0, 0])
    assert_array_equal(tails(poisson_binomial(np.ones(2))), [1.0, 1.0, 1.0])


def test_five_of_twelve_at_ten_in_a_hundred_is_rare_and_four_is_not_so_rare() -> None:
    at_least = tails(poisson_binomial(np.full(12, 0.1)))
    assert at_least[5] == pytest.approx(0.0043, abs=5e-5)
    assert at_least[4] == pytest.approx(0.0256, abs=5e-5)


@given(CHANCES)
def test_the_law_is_that_of_all_outcomes_counted_one_by_one(chances: np.ndarray) -> None:
    counted = np.zeros(chances.size + 1)
    for outcome in product((0, 1), repeat=chances.size):
        counted[sum(outcome)] += prod(np.where(outcome, chances, 1 - chances))
    assert_allclose(poisson_binomial(chances), counted, rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize(("trials", "chance"), [(40, Fraction(1, 100)), (300, Fraction(1, 8))])
def test_equal_chances_give_the_binomial_to_the_last_digits_of_the_far_tail(
    trials: int, chance: Fraction
) -> None:
    exact = [comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(trials + 1)]
    at_least = [float(sum(exact[k:])) for k in range(trials + 1)]
    law = poisson_binomial(np.full(trials, float(chance)))
    assert_allclose(tails(law), at_least, rtol=1e-11)
    assert at_least[-1] < 1e-79


@given(CHANCES, st.randoms())
def test_the_order_of_the_trials_does_not_matter(chances: np.ndarray, chance: object) -> None:
    shuffled = chances.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert_allclose(poisson_binomial(shuffled), poisson_binomial(chances), rtol=1e-12, atol=1e-300)


def test_several_laws_are_made_at_once() -> None:
    chances = np.random.default_rng(3).random((2, 4, 6))
    law = poisson_binomial(chances)
    assert law.shape == (2, 4, 7)
    assert_array_equal(law[1, 2], poisson_binomial(chances[1, 2]))
    assert_allclose((law * np.arange(7)).sum(axis=-1), chances.sum(axis=-1))
    assert (tails(law)[..., 0] == 1.0).all()
