"""A score lasts: one month alone says half, six alike say all, and nothing later is used."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from steelyard.verdicts.recent_months import MONTHS, parts, with_recent

scores = arrays(np.float64, (2, 14), elements=st.floats(-9, 9))


def test_without_a_part_for_the_months_before_the_score_is_the_month_s() -> None:
    score = np.array([[-5.0, 3.0, -5.0]])
    np.testing.assert_array_equal(with_recent(score, 0.0), score)


def test_a_month_alone_is_held_down_by_quiet_ones_and_six_alike_are_not() -> None:
    score = np.full((1, 20), -5.0)
    score[0, 8] = score[0, 12:18] = 7.0
    found = with_recent(score, 0.5)[0]
    assert found[8] == pytest.approx(3.5 + 0.5 * (7 - 25) / MONTHS)
    assert found[17] == pytest.approx(7.0)
    assert found[18] < found[17]


@given(scores, st.integers(0, 13))
def test_no_month_looks_at_later_ones(score: np.ndarray, month: int) -> None:
    known = with_recent(score[:, : month + 1], 0.5)[:, month]
    np.testing.assert_allclose(known, with_recent(score, 0.5)[:, month], atol=1e-9)


@given(scores)
def test_the_parts_of_the_months_make_the_score(score: np.ndarray) -> None:
    month = np.arange(14)
    before, weight = parts(month, 0.5)
    np.testing.assert_allclose(weight.sum(axis=1), 1.0)
    summed = (score[:, before] * weight).sum(axis=-1)
    np.testing.assert_allclose(summed, with_recent(score, 0.5), atol=1e-9)
