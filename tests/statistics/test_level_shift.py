"""Has a level moved? Steps in windows, levels that drift, and months that are wild or unknown."""

from __future__ import annotations

from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.statistics import level_shift as module
from steelyard.statistics.level_shift import (
    FEWEST,
    FIRST_NOISE,
    LAGS,
    LEAST_NOISE,
    Habit,
    level_shift,
    monthly_noise,
    some_rows,
)

MONTHS = 36


def _habit(rows: int, noise: float = 0.01, between: float = 1.0, drift: float = 0.0) -> Habit:
    return Habit(between, np.full(MONTHS, drift), np.full((rows, MONTHS), noise))


def _shift(figure: np.ndarray, habit: Habit | None = None, sampling: float = 0.0):  # type: ignore[no-untyped-def]
    known = np.full(figure.shape, sampling)
    return level_shift(figure, known, habit or _habit(figure.shape[0]))


def test_a_level_that_stays_stands_at_nothing() -> None:
    shift = _shift(np.full((1, MONTHS), 3.0))
    assert np.nanmax(np.abs(shift.size[:, 0, 12:])) < 0.05


def test_ordinary_noise_departs_as_a_standard_normal() -> None:
    figure = np.random.default_rng(7).normal(0, 0.1, (2000, MONTHS))
    departure = _shift(figure).departure[:, :, 27:]
    for row in range(len(LAGS)):
        assert np.std(departure[row]) == pytest.approx(1, abs=0.05)


def test_a_step_is_seen_best_over_the_months_since_it() -> None:
    figure = np.zeros((1, MONTHS))
    figure[0, 19:] = 0.5
    shift = _shift(figure)
    month = 23
    assert LAGS[int(np.nanargmax(shift.departure[:, 0, month]))] == 5
    assert shift.size[LAGS.index(5), 0, month] == pytest.approx(0.5)


def test_the_departure_is_the_difference_in_its_standard_error() -> None:
    figure = np.full((1, MONTHS), np.nan)
    figure[0, :5] = [0.0, 0.0, 0.0, 0.0, 1.0]
    habit = _habit(1, noise=0.5, between=2.0)
    shift = _shift(figure, habit)
    doubt = 1 / (1 / 2.0 + 4 / 0.5)
    assert shift.size[0, 0, 4] == pytest.approx(1.0)
    assert shift.departure[0, 0, 4] == pytest.approx(1 / np.sqrt(doubt + 0.5))


def test_too_short_a_past_is_no_level() -> None:
    known = ~np.isnan(_shift(np.zeros((1, MONTHS))).departure)
    for row, lag in enumerate(LAGS):
        first = int(np.flatnonzero(known[row, 0])[0])
        assert first == lag - 1 + max(FEWEST, lag // 2)


def test_unknown_months_are_passed_over() -> None:
    figure = np.zeros((1, MONTHS))
    figure[0, [5, 9, 29]] = np.nan
    departure = _shift(figure).departure[:, 0]
    assert np.isnan(departure[:, [5, 9, 29]]).all()
    assert not np.isnan(departure[:, 30]).any()


def test_sampling_widens_the_error() -> None:
    figure = np.zeros((1, MONTHS))
    figure[0, 20:] = 0.5
    sharp, blurred = _shift(figure), _shift(figure, sampling=0.1)
    assert blurred.departure[2, 0, 22] < sharp.departure[2, 0, 22] / 2


def test_one_wild_month_does_not_move_a_settled_level_but_two_do() -> None:
    figure = np.zeros((2, MONTHS))
    figure[:, 15] = 5
    figure[1, 16:] = 5
    habit = _habit(2, drift=0.005)
    size = _shift(figure, habit).size[0]
    assert abs(size[0, 18]) < 0.2
    assert abs(size[1, 20]) < 2


def test_a_level_far_from_the_others_is_learned_in_its_first_months() -> None:
    figure = np.full((1, MONTHS), 4.0)
    size = _shift(figure, _habit(1, between=0.3)).size[0, 0]
    assert abs(size[6]) < 0.1


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), months=st.integers(1, MONTHS - 1))
def test_later_months_change_nothing(seed: int, months: int) -> None:
    rng = np.random.default_rng(seed)
    figure = rng.normal(0, 1, (25, MONTHS))
    figure[rng.random(figure.shape) < 0.1] = np.nan
    sampling = rng.uniform(0, 0.3, figure.shape)
    whole, early = (
        (*monthly_noise(f, s), level_shift(f, s, Habit(0.5, *_law(f, s))))
        for f, s in ((figure, sampling), (figure[:, :months], sampling[:, :months]))
    )
    np.testing.assert_array_equal(whole[0][:months], early[0])
    np.testing.assert_array_equal(whole[1][:, :months], early[1])
    np.testing.assert_array_equal(whole[2].departure[:, :, :months], early[2].departure)


def _law(figure: np.ndarray, sampling: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    channel, own = monthly_noise(figure, sampling)
    return 0.1 * channel, own


def test_noise_is_what_sampling_does_not_explain() -> None:
    rng = np.random.default_rng(3)
    figure = rng.normal(0, 0.3, (400, MONTHS))
    channel, own = monthly_noise(figure, np.zeros(figure.shape))
    assert channel[-1] == pytest.approx(0.09, rel=0.1)
    assert np.median(own[:, -1]) == pytest.approx(0.09, rel=0.3)
    explained, _ = monthly_noise(figure, np.full(figure.shape, 0.09))
    assert explained[-1] < 0.02


def test_before_anything_is_known_a_first_noise_stands_in() -> None:
    channel, own = monthly_noise(np.zeros((3, 4)), np.zeros((3, 4)))
    np.testing.assert_allclose(channel, FIRST_NOISE)
    assert (own > 0).all()


def test_nobody_is_taken_for_free_of_noise() -> None:
    channel, _ = monthly_noise(np.zeros((50, MONTHS)), np.zeros((50, MONTHS)))
    assert channel[-1] == LEAST_NOISE


def test_a_wild_row_has_a_noise_of_its_own() -> None:
    figure = np.random.default_rng(3).normal(0, 0.1, (100, MONTHS))
    figure[0] *= 6
    _, own = monthly_noise(figure, np.zeros(figure.shape))
    assert own[0, -1] > 10 * np.median(own[:, -1])


def test_of_many_values_some_rows_are_asked() -> None:
    assert some_rows(np.zeros((12, 100))).shape == (12, 100)
    assert some_rows(np.zeros((12, 10_000))).shape == (12, 770)


def test_rows_are_chosen_among_those_that_are_known_in_these_months() -> None:
    values = np.tile(np.arange(20_000.0), (12, 1))
    values[:, 1::2] = np.nan
    values[:11, ::4] = np.nan
    asked = some_rows(values)
    assert asked.shape == (12, 770)
    np.testing.assert_array_equal(asked[11], np.arange(0.0, 20_000.0, 26))


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), joins=st.integers(1, MONTHS - 1), many=st.integers(1, 60))
def test_dealers_that_begin_later_change_nothing_earlier(seed: int, joins: int, many: int) -> None:
    """Wherever they stand among the rows, and however many values are enough."""
    rng = np.random.default_rng(seed)
    figure = rng.normal(0, 1, (25 + many, MONTHS))
    figure[rng.random(figure.shape) < 0.1] = np.nan
    sampling = rng.uniform(0, 0.3, figure.shape)
    late = np.isin(np.arange(25 + many), rng.choice(25 + many, many, replace=False))
    figure[late, :joins] = np.nan
    with mock.patch.object(module, "ENOUGH", 100):
        channel, own = monthly_noise(figure, sampling)
        before, own_before = monthly_noise(figure[~late], sampling[~late])
    np.testing.assert_array_equal(channel[: joins + 1], before[: joins + 1])
    np.testing.assert_array_equal(own[~late, : joins + 1], own_before[:, : joins + 1])


def test_one_wild_month_does_not_move_the_middle_of_its_window() -> None:
    figure = np.zeros((4, 24))
    figure[:, ::2] = 0.01
    figure[1, 20] = 5.0
    habit = Habit(0.1, np.full(24, 1e-4), np.full((4, 24), 0.01))
    sampling = np.zeros_like(figure)
    mean = level_shift(figure, sampling, habit)
    middle = level_shift(figure, sampling, habit, middle=True)
    five = LAGS.index(5)
    assert mean.departure[five, 1, 21] > 10
    assert abs(middle.departure[five, 1, 21]) < 1


def test_a_step_moves_the_middle_as_far_as_the_mean() -> None:
    figure = np.zeros((3, 24))
    figure[2, 15:] = 1.0
    figure[2, 17] = np.nan
    habit = Habit(0.1, np.full(24, 1e-4), np.full((3, 24), 0.01))
    middle = level_shift(figure, np.zeros_like(figure), habit, middle=True)
    assert middle.size[LAGS.index(5), 2, 19] == pytest.approx(1.0, abs=0.01)
    assert middle.departure[LAGS.index(5), 2, 19] > 8
    assert np.isnan(middle.departure[:, 2, 17]).all()
