"""Festivals that move, and months that stand for each other across years."""

from __future__ import annotations

import numpy as np
import pytest

from steelyard.baselines.festivals import buying_days, festival_dates, moving_festivals
from steelyard.baselines.season import own_season, same_season

MONTHS = np.arange("2019-01", "2025-01", dtype="datetime64[M]")


def _index(month: str) -> int:
    return int((np.datetime64(month, "M") - MONTHS[0]).astype(int))


def test_no_country_no_festivals() -> None:
    assert moving_festivals("") == ()
    assert buying_days("", MONTHS).shape == (0, MONTHS.size)
    assert festival_dates("CN", MONTHS[:0]) == ()


def test_chinese_festivals_that_wander_are_known_and_fixed_ones_are_not() -> None:
    dates = festival_dates("CN", MONTHS)
    spring_2024 = [d for festival in dates for d in festival if (d.year, d.month) == (2024, 2)]
    assert [d.day for d in spring_2024] == [10]
    # Labour Day and National Day begin on the same day every year.
    assert not any((d.month, d.day) == (5, 1) for festival in dates for d in festival)


def test_buying_days_lie_before_the_festival() -> None:
    days = buying_days("CN", MONTHS).sum(axis=0)
    assert days[_index("2024-01")] > 15
    assert 5 <= days[_index("2024-02")] <= 12
    assert days[_index("2023-02")] == 0
    assert days[_index("2022-12")] > 0


def test_without_festivals_the_same_calendar_month_is_the_mate() -> None:
    mates = same_season(MONTHS, "")
    np.testing.assert_array_equal(mates[0, 12:], np.arange(MONTHS.size - 12))
    np.testing.assert_array_equal(mates[0, :12], -1)
    np.testing.assert_array_equal(mates[2, 36:], np.arange(MONTHS.size - 36))


def test_the_mate_of_a_festival_month_has_like_buying_days() -> None:
    # Spring Festival: 5 Feb 2019, 25 Jan 2020. February 2020 came after the feast, so it is
    # likened to a month of 2019 without buying days, not to a February that had some.
    mates = same_season(MONTHS, "CN")
    days = buying_days("CN", MONTHS)
    changed = 0
    for month in range(12, MONTHS.size):
        mate, same = mates[0, month], month - 12
        apart = np.abs(days[:, month] - days[:, mate]).sum()
        assert abs(mate - same) <= 1
        assert apart <= np.abs(days[:, month] - days[:, same]).sum()
        changed += mate != same
    assert changed > 0
    assert mates.max() < MONTHS.size - 10


def _deviations(seasonal: bool) -> np.ndarray:
    rng = np.random.default_rng(1)
    noise = rng.normal(0, 0.2, (80, 60))
    swing = rng.normal(0, 0.5, (80, 12))
    return noise + np.tile(swing, 5) if seasonal else noise


def test_no_season_is_taken_off_where_none_comes_back() -> None:
    mates = same_season(np.arange("2019-01", "2024-01", dtype="datetime64[M]"), "")
    assert np.abs(own_season(_deviations(False), mates)[:, 40:]).mean() < 0.03


def test_a_season_that_comes_back_is_taken_off() -> None:
    mates = same_season(np.arange("2019-01", "2024-01", dtype="datetime64[M]"), "")
    deviation = _deviations(True)
    left = deviation - own_season(deviation, mates)
    assert left[:, 48:].std() < 0.6 * deviation[:, 48:].std()
    assert (own_season(deviation, mates)[:, :12] == 0).all()


@pytest.mark.parametrize("country", ["CN", "US", ""])
def test_mates_are_always_earlier(country: str) -> None:
    mates = same_season(MONTHS, country)
    assert (mates < np.arange(MONTHS.size)).all()
