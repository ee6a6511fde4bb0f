"""Tail probabilities: honest on ordinary scores, small on rare ones, blind to the future."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from steelyard.statistics.tails import upper_tail, upper_tail_by_month


def _scores(shape: tuple[int, int], degrees: float, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).standard_t(degrees, shape) * 1.7


@pytest.mark.parametrize("degrees", [3.0, 5.0, 100.0])
def test_ordinary_scores_are_as_rare_as_said(degrees: float) -> None:
    p = upper_tail_by_month(_scores((500, 40), degrees))[:, 10:]
    for level in (0.5, 0.1, 0.01):
        # Light tails are held to be a little heavier than they are, never the reverse.
        assert 0.45 * level <= np.mean(p <= level) <= 1.3 * level
    assert np.mean(p <= 0.0001) <= 0.0003


def test_a_rare_score_stays_rare_although_the_past_holds_one_like_it() -> None:
    scores = _scores((300, 20), 100.0)
    clean = upper_tail(np.array([12.0]), scores.ravel())
    scores[:10, 5] = 15.0
    assert upper_tail(np.array([12.0]), scores.ravel())[0] == pytest.approx(clean[0], rel=1.0)
    assert clean[0] < 1e-5


def test_little_past_falls_back_to_a_heavy_curve() -> None:
    p = upper_tail(np.array([0.0, 3.0]), np.zeros(10))
    np.testing.assert_allclose(p, stats.t.sf([0.0, 3.0], 4))


def test_scores_that_are_nearly_all_equal_are_ranked() -> None:
    past = np.zeros(1000)
    past[:10] = 5.0
    p = upper_tail(np.array([0.0, 5.0, 6.0, np.nan]), past)
    assert p[0] == pytest.approx(1.0)
    assert p[1] == pytest.approx(11 / 1001)
    assert p[2] == pytest.approx(1 / 1001)
    assert np.isnan(p[3])


def test_unknown_scores_stay_unknown_and_teach_nothing() -> None:
    scores = _scores((300, 12), 100.0)
    with_gaps = scores.copy()
    with_gaps[::7, 3] = np.nan
    p = upper_tail_by_month(with_gaps)
    assert np.isnan(p[::7, 3]).all()
    assert not np.isnan(p[1::7, 3]).any()


def test_months_left_out_of_the_pool_teach_nothing() -> None:
    scores = _scores((300, 12), 100.0)
    wild = scores.copy()
    wild[:, 4] += 50.0
    left_out = np.zeros(scores.shape, dtype=bool)
    left_out[:, 4] = True
    np.testing.assert_allclose(
        upper_tail_by_month(wild, shape=left_out)[:, 6:],
        upper_tail_by_month(scores, shape=left_out)[:, 6:],
    )


def test_only_the_window_teaches() -> None:
    scores = _scores((300, 30), 100.0)
    changed = scores.copy()
    changed[:, :10] *= 9.0
    same = upper_tail_by_month(scores, window=12)[:, 25:]
    np.testing.assert_array_equal(upper_tail_by_month(changed, window=12)[:, 25:], same)


def test_a_higher_score_is_never_less_rare() -> None:
    past = _scores((100, 30), 4.0).ravel()
    p = upper_tail(np.linspace(-5, 50, 400), past)
    assert (np.diff(p) <= 0).all()
    assert (p > 0).all()


def test_a_tail_is_learned_from_its_own_kind() -> None:
    scores = _scores((400, 40), 100.0)
    scores[:200] = _scores((200, 40), 3.0, seed=2)
    kind = np.repeat([[1], [0]], 200, axis=0) * np.ones((1, 40), dtype=np.int64)
    p, together = upper_tail_by_month(scores, kind=kind), upper_tail_by_month(scores)
    wild, calm = slice(0, 200), slice(200, 400)
    assert np.mean(p[wild, 20:] <= 0.001) < np.mean(together[wild, 20:] <= 0.001)
    for half in (wild, calm):
        assert 0.45 * 0.01 <= np.mean(p[half, 20:] <= 0.01) <= 1.5 * 0.01


def test_a_thin_kind_starts_from_the_whole_channel() -> None:
    scores = _scores((200, 30), 100.0)
    kind = np.zeros((200, 30), dtype=np.int64)
    kind[0] = 1
    p = upper_tail_by_month(scores, kind=kind)[0, 20:]
    np.testing.assert_allclose(p, upper_tail_by_month(scores)[0, 20:], rtol=0.5, atol=0.02)


def test_scores_of_a_few_values_are_as_rare_as_their_high_percentile_says() -> None:
    past = np.r_[np.zeros(500), np.full(400, 0.01), np.full(100, 3.0)]
    assert upper_tail(np.array([3.0]), past)[0] > 0.04


def test_a_tail_farther_out_than_the_bulk_promises_is_believed() -> None:
    past = _scores((100, 60), 100.0).ravel()
    clean = upper_tail(np.array([7.0]), past)[0]
    heavy = past.copy()
    heavy[np.argsort(past)[-240:]] *= 1.6
    assert upper_tail(np.array([7.0]), heavy)[0] > 3 * clean
