"""Joining p-values: what cannot judge has no vote, and a dull test outvotes no other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steelyard.statistics.joining import cauchy_combination, evidence_against_null, smaller_p

chances = st.floats(1e-12, 1.0)


def test_tests_that_cannot_judge_join_to_nothing() -> None:
    joint = cauchy_combination(np.full((2, 3), np.nan), np.ones(2))
    assert np.isnan(joint).all()


@pytest.mark.parametrize("dull", [0.5, 0.99, 1 - 1e-9, 1.0])
def test_a_dull_test_does_not_outvote_strong_evidence(dull: float) -> None:
    joint = cauchy_combination(np.array([[1e-6], [dull]]), np.ones(2))
    assert joint[0] < 1e-5


def test_a_test_that_cannot_judge_changes_nothing() -> None:
    with_it = cauchy_combination(np.array([[0.01], [np.nan]]), np.array([1.0, 5.0]))
    assert with_it == pytest.approx(0.01)


def test_equal_evidence_joins_to_itself() -> None:
    joint = cauchy_combination(np.full((4, 1), 1e-10), np.ones(4))
    assert joint == pytest.approx(1e-10, rel=1e-6)


@given(st.lists(chances, min_size=1, max_size=8))
def test_the_joint_p_value_is_a_chance(p_values: list[float]) -> None:
    joint = cauchy_combination(np.array(p_values)[:, None], np.ones(len(p_values)))
    assert 0 <= joint[0] <= 1


@given(st.lists(chances, min_size=2, max_size=8), st.floats(0.01, 1.0))
def test_stronger_evidence_never_raises_the_joint_p_value(
    p_values: list[float], factor: float
) -> None:
    before = np.array(p_values)[:, None]
    after = before.copy()
    after[0] *= factor
    weights = np.ones(len(p_values))
    assert cauchy_combination(after, weights)[0] <= cauchy_combination(before, weights)[0] + 1e-9


def test_the_level_holds_under_strong_dependence() -> None:
    from scipy import stats

    rng = np.random.default_rng(7)
    shared = rng.standard_normal(100_000)
    z = 0.8 * shared + 0.6 * rng.standard_normal((6, 100_000))
    joint = cauchy_combination(stats.norm.sf(z), np.ones(6))
    assert 0.5 * 0.01 < (joint < 0.01).mean() < 1.25 * 0.01


def test_evidence_rises_as_p_falls_and_is_unknown_where_p_is() -> None:
    belief = evidence_against_null(np.array([np.nan, 0.3, 0.01, 1e-6]), prior=0.01)
    assert np.isnan(belief[0])
    assert (np.diff(belief[1:]) > 0).all()
    assert ((belief[1:] > 0) & (belief[1:] < 1)).all()


@pytest.mark.parametrize("level", [1e-2, 1e-3])
@pytest.mark.parametrize("tests", [2, 5])
def test_independent_votes_join_to_a_uniform_p_value(tests: int, level: float) -> None:
    p = np.random.default_rng(8).uniform(size=(tests, 400_000))
    share = (cauchy_combination(p, np.arange(1.0, tests + 1)) <= level).mean()
    assert share == pytest.approx(level, rel=0.15)


def test_the_smaller_of_two_answers_pays_for_both_questions() -> None:
    one, other = np.array([0.01, 0.01, np.nan, 0.9]), np.array([0.2, np.nan, np.nan, 0.8])
    np.testing.assert_allclose(smaller_p(one, other), [0.02, 0.01, np.nan, 1.0])
